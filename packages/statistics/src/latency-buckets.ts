/** Each bucket is so much longer than the one before: a quantile read from them is right to 8 %. */
const GROWTH = 1.16;
const BUCKETS_MAX = 120;

/** @returns the number of the bucket that a latency falls into; 0 holds all up to a millisecond */
export function toLatencyBucket(latencyMs: number): number {
  if (latencyMs <= 1) return 0;
  return Math.min(BUCKETS_MAX, Math.ceil(Math.log(latencyMs) / Math.log(GROWTH)));
}

/**
 * @param counts by bucket
 * @param share 0.95 for p95
 * @returns milliseconds, about the middle of the bucket; undefined where nothing was counted
 */
export function readQuantileMs(counts: ReadonlyMap<number, number>, share: number): number | undefined {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let left = Math.max(1, Math.ceil(total * share));
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return bucket === 0 ? 1 : Math.round(GROWTH ** (bucket - 0.5));
  }
  return undefined;
}
