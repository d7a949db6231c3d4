// @ts-check
import { formatNumber } from '../report/format-number.mjs';
import { escapeText, PLOT_STYLE } from '../report/plot-style.mjs';

const WIDTH = 860;
const LABELS = 130;
const NOTES = 300;
const PLOT = WIDTH - LABELS - NOTES;
const LINE = 30;
const TOP = 46;
/** Of what so many times as many replicas ought to do: from here on a bar is green. */
const GOOD = 0.8;

/**
 * A bar for every count of replicas: how many times as much as one. The stroke is where it would be if each did as
 * much as the one.
 * @param {readonly import('./summarize-runs.mjs').ScaleRow[]} rows
 * @returns {string} SVG
 */
export function drawRows(rows) {
  const most = Math.max(1, ...rows.map(({ replicas, ratio }) => Math.max(replicas, ratio)));
  /** @param {number} ratio */
  const place = (ratio) => Math.round(LABELS + (ratio / most) * (PLOT - 10));
  const height = TOP + rows.length * LINE + 20;
  const axes = Array.from({ length: Math.floor(most) + 1 }, (_, ratio) => {
    const x = place(ratio);
    return (
      `<line class="axis" x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${height - 14}"/>` +
      `<text class="soft" x="${x}" y="${TOP - 14}" text-anchor="middle">${ratio} ×</text>`
    );
  });
  const bars = rows.map((row, i) => {
    const y = TOP + i * LINE;
    const name = `${row.replicas} ${row.service}${row.replicas === 1 ? '' : 's'}`;
    const note = `${formatNumber(row.eventsPerSecond)}/s, ${row.ratio.toFixed(2)} ×, p95 ${formatNumber(row.p95Ms)} ms, CPU ${Math.round(row.cpu.machine * 100)} %`;
    const isGood = row.findings.length === 0 && row.ratio >= row.replicas * GOOD;
    return [
      `<g><title>${escapeText(`${name}: ${note}`)}</title>`,
      `<text class="text" x="${LABELS - 12}" y="${y + 16}" text-anchor="end">${escapeText(name)}</text>`,
      `<rect class="${isGood ? 'met' : 'missed'}" x="${LABELS}" y="${y + 5}" width="${place(row.ratio) - LABELS}" height="14" rx="2"/>`,
      `<line class="goal" x1="${place(row.replicas)}" x2="${place(row.replicas)}" y1="${y + 2}" y2="${y + 22}"/>`,
      `<text class="text" x="${WIDTH - 12}" y="${y + 16}" text-anchor="end">${escapeText(note)}</text></g>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Events a second by replicas">`,
    `<style>${PLOT_STYLE}\n</style>`,
    `<text class="soft" x="${WIDTH - 12}" y="${TOP - 14}" text-anchor="end">events a second, to one replica</text>`,
    ...axes,
    ...bars,
    '</svg>\n',
  ].join('\n');
}
