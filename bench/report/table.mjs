// @ts-check
import { alignColumns } from './align-columns.mjs';
import { formatNumber } from './format-number.mjs';

/** @typedef {import('../lib/row.mjs').Row} Row */

/**
 * One table of everything, in Markdown, which reads well in a terminal too.
 * @param {readonly Row[]} rows
 */
export function formatTable(rows) {
  const cells = [
    ['figure', 'what', 'relay', 'baseline', 'ratio', 'goal', ''],
    ...rows.map((row) => [
      row.figure,
      row.what,
      describe(row.product, row.unit),
      row.baseline === undefined ? '' : describe(row.baseline, row.unit),
      row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} ×`,
      describeGoal(row),
      row.isMet === undefined ? '' : row.isMet ? 'yes' : 'no',
    ]),
  ];
  return alignColumns(cells);
}

/** @param {readonly Row[]} rows */
export function formatBaselines(rows) {
  const names = new Map(rows.map(({ figure, baselineName }) => [figure, baselineName]));
  return [...names]
    .flatMap(([figure, name]) => (name === undefined ? [] : [`- ${figure}: ${name}`]))
    .join('\n');
}

/**
 * The median, and from where to where the rounds went.
 * @param {NonNullable<Row['baseline']>} summary
 * @param {string} unit
 */
function describe({ median, min, max, values }, unit) {
  const spread = values.length < 2 ? '' : ` (${formatNumber(min)}–${formatNumber(max)})`;
  return `${formatNumber(median)}${unit.startsWith('/') || unit === '' ? unit : ` ${unit}`}${spread}`;
}

/** @param {Row} row */
export function describeGoal({ goal, unit }) {
  if (goal === undefined) return '';
  const bound = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  return goal.of === 'ratio' ? `${bound} ×` : `${bound} ${unit}`;
}
