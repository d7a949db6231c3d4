/**
 * How long to wait before a postback is tried again: doubling with every attempt up to `maxMs`, half of it by
 * chance ("equal jitter"), so that what failed together does not come back together.
 * @param attempt the one that failed, from 1
 * @param random01 from 0 to 1
 * @returns milliseconds, from half of the doubled value to all of it
 */
export function computeBackoffMs(
  attempt: number,
  { baseMs, maxMs }: { readonly baseMs: number; readonly maxMs: number },
  random01: number,
): number {
  const ceilingMs = Math.min(baseMs * 2 ** (attempt - 1), maxMs);
  return Math.round(ceilingMs * (0.5 + random01 / 2));
}
