/**
 * How long to wait before a postback is tried again: doubling with every attempt, half of it by chance, so that
 * what failed together does not come back together.
 * @param attempt the one that failed, from 1
 * @param random from 0 to 1
 */
export function computeBackoffMs(
  attempt: number,
  { baseMs, maxMs }: { readonly baseMs: number; readonly maxMs: number },
  random: number,
): number {
  const ceilingMs = Math.min(baseMs * 2 ** (attempt - 1), maxMs);
  return Math.round(ceilingMs * (0.5 + random / 2));
}
