/** How far the medians of several samples lie apart, and which are the two ends. */
export function findMedianGapMs(samples: ReadonlyMap<string, readonly number[]>): {
  gapMs: number;
  fastest: string;
  slowest: string;
} {
  const medians = [...samples]
    .map(([name, values]) => ({ name, median: findMedian(values) }))
    .sort((a, b) => a.median - b.median);
  const [first, last] = [medians[0], medians.at(-1)];
  if (first === undefined || last === undefined) throw new Error('there are no samples');
  return { gapMs: last.median - first.median, fastest: first.name, slowest: last.name };
}

function findMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
