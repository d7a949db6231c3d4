import { readQuantileMs, toLatencyBucket } from './latency-buckets.js';

test.each([0.4, 1, 3, 12, 250, 8_000, 900_000])('a latency of %d ms is told to 8 %%', (latencyMs) => {
  const told = readQuantileMs(new Map([[toLatencyBucket(latencyMs), 1]]), 0.5) ?? 0;
  expect(Math.abs(told - latencyMs)).toBeLessThanOrEqual(Math.max(1, latencyMs * 0.08));
});

test('p50 and p95 are those of what was counted', () => {
  const counts = new Map([
    [toLatencyBucket(10), 90],
    [toLatencyBucket(1_000), 10],
  ]);
  expect(readQuantileMs(counts, 0.5)).toBeLessThan(12);
  expect(readQuantileMs(counts, 0.95)).toBeGreaterThan(900);
  expect(readQuantileMs(new Map(), 0.5)).toBeUndefined();
});
