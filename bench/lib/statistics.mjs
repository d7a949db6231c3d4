// @ts-check

/** @param {ArrayLike<number>} values @returns {number} NaN where there is none */
export function findMedian(values) {
  return findPercentile(values, 50);
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} percent
 * @returns {number} the smallest value that so many percent of them do not exceed; halfway where two are in the middle
 */
export function findPercentile(values, percent) {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const at = (percent / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export function summarize(values) {
  return { median: findMedian(values), min: Math.min(...values), max: Math.max(...values), values };
}
