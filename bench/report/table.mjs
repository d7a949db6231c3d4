// @ts-check

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
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
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

/** @param {number} value */
function formatNumber(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** @param {Row} row */
export function describeGoal({ goal, unit }) {
  if (goal === undefined) return '';
  const bound = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  return goal.of === 'ratio' ? `${bound} ×` : `${bound} ${unit}`;
}
