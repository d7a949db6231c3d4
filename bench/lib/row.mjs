// @ts-check
import { findMedian, summarize } from './statistics.mjs';

/**
 * One line of the table: what the product does, what its baseline does, and how they compare.
 * @typedef {object} Row
 * @property {string} figure
 * @property {string} what
 * @property {string} unit
 * @property {ReturnType<typeof summarize>} product
 * @property {ReturnType<typeof summarize>} [baseline]
 * @property {string} [baselineName]
 * @property {number} [ratio] product / baseline: the median over the rounds
 * @property {Goal} [goal]
 * @property {boolean} [isMet]
 */

/**
 * A bound of the ratio, or of the value itself.
 * @typedef {{ of: 'ratio' | 'value', least: number } | { of: 'ratio' | 'value', most: number }} Goal
 */

/**
 * @param {object} measured
 * @param {string} measured.figure
 * @param {string} measured.what
 * @param {string} measured.unit
 * @param {readonly number[]} measured.product a value for each round
 * @param {readonly number[]} [measured.baseline] of the same rounds
 * @param {string} [measured.baselineName]
 * @param {Goal} [measured.goal]
 * @returns {Row}
 */
export function buildRow({ figure, what, unit, product, baseline, baselineName, goal }) {
  /** @type {Row} */
  const row = { figure, what, unit, product: summarize(product) };
  if (baseline !== undefined) {
    row.baseline = summarize(baseline);
    row.baselineName = baselineName ?? '';
    row.ratio = compare(product, baseline);
  }
  if (goal !== undefined) {
    row.goal = goal;
    const judged = goal.of === 'ratio' ? row.ratio : row.product.median;
    row.isMet = judged !== undefined && ('least' in goal ? judged >= goal.least : judged <= goal.most);
  }
  return row;
}

/**
 * The two of a round were measured right after each other, so their ratio is steadier than either of them.
 * @param {readonly number[]} product
 * @param {readonly number[]} baseline
 */
function compare(product, baseline) {
  if (product.length !== baseline.length) return findMedian(product) / findMedian(baseline);
  return findMedian(product.map((value, i) => value / (baseline[i] ?? Number.NaN)));
}
