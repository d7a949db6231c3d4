// @ts-check
import { alignColumns } from '../report/align-columns.mjs';
import { formatNumber } from '../report/format-number.mjs';
import { LEAST_SHARE, LONGER_MS_MAX } from './measure-shares.mjs';
import { STEADY_PER_SECOND, WINDOW } from './run-replicas.mjs';
import { ANSWER_AFTER_MS, SUBJECTS } from './subjects.mjs';

/** From here on it is the machine that says how much goes, not the replicas. */
const CPU_IS_THE_LIMIT = 0.9;

/** @param {readonly import('./summarize-runs.mjs').ScaleRow[]} rows */
export function formatRows(rows) {
  const cells = [
    [
      'replicas',
      'events/s',
      'to one',
      'of what places allow',
      `p95 at ${STEADY_PER_SECOND}/s`,
      'to one',
      'CPU, machine',
      'of it the relay',
      'least share',
      'median, longest wait',
      '',
    ],
    ...rows.map((row) => [
      `${row.replicas} ${row.service}${row.replicas === 1 ? '' : 's'}`,
      formatNumber(row.eventsPerSecond),
      `${row.ratio.toFixed(2)} ×`,
      row.ceiling === undefined ? '' : formatPercent(row.eventsPerSecond / row.ceiling),
      `${formatNumber(row.p95Ms)} ms`,
      `${row.p95Ratio.toFixed(2)} ×`,
      formatPercent(row.cpu.machine),
      formatPercent(row.cpu.relay),
      row.leastShare.toFixed(2),
      `${(row.medianMs / 1000).toFixed(1)}, ${(row.longestMs / 1000).toFixed(1)} s`,
      describe(row),
    ]),
  ];
  return alignColumns(cells);
}

/** What the figures mean, and what one replica is limited by. */
export function explainRows() {
  return [
    `The destination answers after ${ANSWER_AFTER_MS} ms. One replica is limited so that the CPU is not the limit:`,
    ...SUBJECTS.map(({ service, limit }) => `- ${service}: ${limit}.`),
    `p95: from ClickBank's call to the postback. Every event came, and each rdtk_event_id once, where nothing else is said.`,
    `least share: what the worst served of the connections had when half of all events were there; 1 is fair, below ` +
      `${LEAST_SHARE} is starved. longest wait: of any event at full speed, when ${WINDOW} are under way; ` +
      `${LONGER_MS_MAX / 1000} s more than the median is starved.`,
  ].join('\n');
}

/** @param {import('./summarize-runs.mjs').ScaleRow} row */
function describe({ cpu, findings }) {
  if (findings.length > 0) return 'FAILED';
  return cpu.machine >= CPU_IS_THE_LIMIT ? 'all there, once; the CPU is the limit' : 'all there, once';
}

/** @param {number} part */
function formatPercent(part) {
  return `${Math.round(part * 100)} %`;
}
