/** One call of the pixel as it is kept. */
export interface PixelHit {
  /** Of the query: those that are known, and some that are not. */
  readonly parameters: Readonly<Record<string, string>>;
  /** ISO 8601 in UTC; pixels do not tell the time. */
  readonly receivedAt: string;
}

/** Neither of these says anything about an event. `key` is the ingest key, and is never kept. */
const NOT_KEPT: readonly string[] = ['key', 'format', 'connection'];
const PARAMETERS_MAX = 40;
const NAME_CHARACTERS_MAX = 64;
const VALUE_CHARACTERS_MAX = 200;

/**
 * What of a query is worth keeping: a macro that nobody filled in (`{receipt_id}`) is nothing, and a stranger can't
 * have more kept than a pixel needs.
 */
export function pickPixelParameters(query: URLSearchParams): Record<string, string> {
  const picked = new Map<string, string>();
  for (const [name, value] of query) {
    const text = value.trim();
    if (NOT_KEPT.includes(name) || name.length > NAME_CHARACTERS_MAX || picked.has(name)) continue;
    if (text === '' || text.length > VALUE_CHARACTERS_MAX || /^[[{]+[^\]}]*[\]}]+$/.test(text)) continue;
    picked.set(name, text);
    if (picked.size === PARAMETERS_MAX) break;
  }
  return Object.fromEntries(picked);
}
