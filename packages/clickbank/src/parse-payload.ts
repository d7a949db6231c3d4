/** A JSON object as ClickBank sends it. */
export type Payload = Readonly<Record<string, unknown>>;

export type ParsedPayload = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Genuine notifications nest five deep; more would only serve to exhaust the stack of whoever walks it. */
const DEPTH_MAX = 32;

/** Parses JSON text; keys such as `__proto__` become plain data of no effect. Never throws. */
export function parsePayload(text: string): ParsedPayload {
  if (isTooDeep(text)) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

/**
 * Counts brackets without regard to strings: a notification whose texts hold 32 open brackets is none. Most have
 * fewer brackets altogether, which is told without a look at every character.
 */
function isTooDeep(text: string): boolean {
  if (countAll(text, '{') + countAll(text, '[') <= DEPTH_MAX) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > DEPTH_MAX) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

function countAll(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}
