import type { RelayEvent } from '@ins-relay/contracts';
import { checkEventField, readEventField, type TemplateExtras } from './event-fields.js';
import { compileFilter, type Filter } from './template-filters.js';

interface Placeholder {
  /** Lead to the value in the event. */
  readonly keys: readonly string[];
  readonly filters: readonly Filter[];
}

/** A template that was checked: texts and placeholders in turn. */
export interface Template {
  readonly parts: readonly (string | Placeholder)[];
}

export type CompiledTemplate =
  | { readonly ok: true; readonly template: Template }
  /** Names the field or filter, and the column (from 1). */
  | { readonly ok: false; readonly problem: string };

/** Said where nothing close comes to mind, as for RedTrack's own `{replace}`. */
const EXAMPLES = '; there are such as {receipt}, {customer.email}, {lineItems.0.productTitle}';

/** `{{` is a brace; `{…}` a placeholder; a lone brace is a mistake. */
const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;

/**
 * Checks a template such as `{customer.email | lower}` once, so that rendering can't fail. A text for
 * `default:'…'` can hold neither `|` nor braces.
 */
export function compileTemplate(text: string): CompiledTemplate {
  const parts: (string | Placeholder)[] = [];
  for (const token of text.matchAll(TOKEN)) {
    const [whole, inner] = token;
    const column = token.index + 1;
    if (inner !== undefined) {
      const placeholder = compilePlaceholder(inner);
      if (typeof placeholder === 'string') return { ok: false, problem: `${placeholder} (column ${column})` };
      parts.push(placeholder);
    } else if (whole === '{{' || whole === '}}') parts.push(whole.charAt(0));
    else if (whole === '{' || whole === '}') {
      return {
        ok: false,
        problem: `the brace at column ${column} has no partner; write ${whole}${whole} for a brace`,
      };
    } else parts.push(whole);
  }
  return { ok: true, template: { parts } };
}

/** Fills a template. Nothing is escaped here; that is up to whoever builds the URL. */
export function renderTemplate(template: Template, event: RelayEvent, extras: TemplateExtras): string {
  let text = '';
  for (const part of template.parts) text += typeof part === 'string' ? part : fill(part, event, extras);
  return text;
}

function fill({ keys, filters }: Placeholder, event: RelayEvent, extras: TemplateExtras): string {
  let value = readEventField(event, extras, keys);
  for (const filter of filters) value = filter(value);
  return value;
}

/** @returns what is wrong, as text */
function compilePlaceholder(inner: string): Placeholder | string {
  const [path = '', ...filterTexts] = inner.split('|').map((text) => text.trim());
  const field = checkEventField(path);
  if (!field.ok) {
    const hint = field.meant === undefined ? EXAMPLES : `; did you mean {${field.meant}}?`;
    return `there is no field "${path}"${hint}`;
  }
  const filters: Filter[] = [];
  for (const filterText of filterTexts) {
    const filter = compileFilter(filterText);
    if (typeof filter === 'string') return filter;
    filters.push(filter);
  }
  return { keys: field.keys, filters };
}
