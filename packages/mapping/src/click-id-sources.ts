import type { RelayEvent } from '@ins-relay/contracts';
import { findClosestWord } from './find-closest-word.js';

const NUMBERS = [1, 2, 3, 4, 5];
const AFFILIATE_SOURCES: readonly string[] = [
  'extclid',
  ...NUMBERS.map((n) => `affSub${n}`),
  ...NUMBERS.map((n) => `uniqueAffSub${n}`),
];
const NAMED_SOURCES: readonly string[] = ['trackingCodes', ...AFFILIATE_SOURCES, 'parent'];
const VENDOR_VARIABLE = /^vendorVariables\.([^\s<>]+)$/;

/** Every place where a click id can be; `vendorVariables.` goes on with the name of a variable. */
export function listClickIdSources(): readonly string[] {
  return ['trackingCodes', ...AFFILIATE_SOURCES, 'vendorVariables.<name>', 'parent'];
}

export type CheckedClickIdSource = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** Whether a connection may name this place; the problem says what was likely meant. */
export function checkClickIdSource(source: string): CheckedClickIdSource {
  if (NAMED_SOURCES.includes(source) || VENDOR_VARIABLE.test(source)) return { ok: true };
  const known = listClickIdSources();
  const meant = findClosestWord(source, known);
  const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
  return { ok: false, problem: `"${source}" is no place for a click id; ${hint}` };
}

/** What an event has at one of these places, best first; nothing for `parent`, which is not in the event. */
export function readClickIdSource(event: RelayEvent, source: string): readonly string[] {
  if (source === 'trackingCodes') return event.trackingCodes;
  const variable = VENDOR_VARIABLE.exec(source)?.[1];
  const values = variable === undefined ? event.affiliateTracking : event.vendorVariables;
  const name = variable ?? source;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === undefined ? [] : [value];
}
