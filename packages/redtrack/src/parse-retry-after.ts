const RETRY_AFTER_MS_MAX = 3_600_000;

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @returns milliseconds from now, at most an hour; undefined if there is none or it can't be read
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX);
}
