const RETRY_AFTER_MS_MAX = 3_600_000;
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .+ GMT$/;

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @param nowMs milliseconds since 1970, UTC
 * @returns milliseconds from now, from 0 to an hour; undefined if there is none or it can't be read
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1000);
  // Date.parse alone would take "1.5" for a day in 2001.
  const ms = HTTP_DATE.test(text) ? Date.parse(text) - nowMs : Number.NaN;
  return Number.isNaN(ms) ? undefined : clamp(ms);
}

function clamp(ms: number): number {
  return Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX);
}
