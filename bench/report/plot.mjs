// @ts-check
import { escapeText, PLOT_STYLE } from './plot-style.mjs';
import { describeGoal } from './table.mjs';

/** @typedef {import('../lib/row.mjs').Row} Row */

const WIDTH = 860;
const LABELS = 400;
const PLOT = WIDTH - LABELS - 90;
const LINE = 30;
const TOP = 46;
/** The plot goes from a quarter to four times; what is beyond is drawn at the edge. */
const OCTAVES = 2;

/**
 * A bar for every figure that has a goal as a ratio: how far from its baseline, and where the goal is.
 * @param {readonly Row[]} rows
 * @returns {string} SVG
 */
export function drawPlot(rows) {
  const shown = rows.filter((row) => row.goal?.of === 'ratio' && row.ratio !== undefined);
  const height = TOP + shown.length * LINE + 20;
  const axes = [0.25, 0.5, 1, 2, 4].map(
    (ratio) =>
      `<line class="axis" x1="${place(ratio)}" x2="${place(ratio)}" y1="${TOP - 8}" y2="${height - 14}"/>` +
      `<text class="soft" x="${place(ratio)}" y="${TOP - 14}" text-anchor="middle">${ratio} ×</text>`,
  );
  const bars = shown.map((row, i) => drawBar(row, TOP + i * LINE));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Ratios to baselines">`,
    `<style>${PLOT_STYLE}\n</style>`,
    `<text class="soft" x="${LABELS - 12}" y="${TOP - 30}" text-anchor="end">relay ÷ baseline; the stroke is the goal</text>`,
    ...axes,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

/**
 * @param {Row} row
 * @param {number} y
 */
function drawBar(row, y) {
  const { ratio = 1, goal } = row;
  const from = Math.min(place(1), place(ratio));
  const width = Math.max(2, Math.abs(place(ratio) - place(1)));
  const bound = goal === undefined ? 1 : 'least' in goal ? goal.least : goal.most;
  return [
    `<g><title>${escapeText(`${row.what}: ${ratio.toFixed(2)} ×, goal ${describeGoal(row)}`)}</title>`,
    `<text class="text" x="${LABELS - 12}" y="${y + 16}" text-anchor="end">${escapeText(shorten(row.what))}</text>`,
    `<rect class="${row.isMet ? 'met' : 'missed'}" x="${from}" y="${y + 5}" width="${width}" height="14" rx="2"/>`,
    `<line class="goal" x1="${place(bound)}" x2="${place(bound)}" y1="${y + 2}" y2="${y + 22}"/>`,
    `<text class="text" x="${WIDTH - 12}" y="${y + 16}" text-anchor="end">${ratio.toFixed(2)} ×</text></g>`,
  ].join('');
}

/** @param {number} ratio */
function place(ratio) {
  const octave = Math.max(-OCTAVES, Math.min(OCTAVES, Math.log2(ratio)));
  return Math.round(LABELS + ((octave + OCTAVES) / (2 * OCTAVES)) * PLOT);
}

/** @param {string} text */
function shorten(text) {
  return text.length <= 58 ? text : `${text.slice(0, 57)}…`;
}
