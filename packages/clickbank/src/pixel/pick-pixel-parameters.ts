import { PIXEL_PARAMETERS } from './pixel-parameters.js';

/** Neither of these says anything about an event. `key` is the ingest key, and is never kept. */
const NOT_KEPT: readonly string[] = ['key', 'format', 'connection'];
const UNKNOWN_MAX = 30;
const NAME_CHARACTERS_MAX = 64;
const VALUE_CHARACTERS_MAX = 200;
/** `{receipt_id}`, `[[clickid]]`: a macro that nobody filled in. */
const UNFILLED = /^[[{]+[^\]}]*[\]}]+$/;

/**
 * What of a query is worth keeping: all parameters that a pixel can have, and some others, so that a stranger can't
 * have more kept than a pixel needs. Of a name that comes twice, the first that says anything.
 */
export function pickPixelParameters(query: URLSearchParams): Record<string, string> {
  const picked = new Map<string, string>();
  let unknownCount = 0;
  for (const [name, value] of query) {
    const text = value.trim();
    if (NOT_KEPT.includes(name) || name.length > NAME_CHARACTERS_MAX || picked.has(name)) continue;
    if (text === '' || text.length > VALUE_CHARACTERS_MAX || UNFILLED.test(text)) continue;
    if (!PIXEL_PARAMETERS.has(name)) {
      if (unknownCount === UNKNOWN_MAX) continue;
      unknownCount += 1;
    }
    picked.set(name, text);
  }
  return Object.fromEntries(picked);
}
