// @ts-check
import { findMedian } from '../lib/statistics.mjs';

/** @typedef {import('./run-replicas.mjs').Run} Run */

/**
 * The rounds of one count of replicas, in one line.
 * @typedef {object} ScaleRow
 * @property {string} service
 * @property {number} replicas
 * @property {number} eventsPerSecond median, as everything here that is not said to be the worst
 * @property {number} ratio to one replica in the same round
 * @property {number | undefined} ceiling events a second that its places allow
 * @property {number} p95Ms
 * @property {number} p95Ratio to one replica in the same round
 * @property {{ machine: number, relay: number }} cpu
 * @property {number} leastShare the worst of all rounds
 * @property {number} medianMs from ClickBank's call to the postback, at full speed
 * @property {number} longestMs the same, the worst of all rounds
 * @property {string[]} findings of all rounds
 */

/**
 * @param {import('./subjects.mjs').Subject} subject
 * @param {readonly (readonly Run[])[]} runs of each count of replicas, those of one replica first, one for each round
 * @returns {ScaleRow[]}
 */
export function summarizeRuns({ service, ceilingEach }, runs) {
  const [ones = []] = runs;
  return runs.map((rounds) => {
    const replicas = rounds[0]?.replicas ?? 0;
    /** @param {(run: Run) => number} read */
    const median = (read) => findMedian(rounds.map(read));
    /** @param {(run: Run) => number} read */
    const compare = (read) =>
      findMedian(rounds.map((run, i) => read(run) / (ones[i] === undefined ? Number.NaN : read(ones[i]))));
    return {
      service,
      replicas,
      eventsPerSecond: median((run) => run.eventsPerSecond),
      ratio: compare((run) => run.eventsPerSecond),
      ceiling: ceilingEach === undefined ? undefined : ceilingEach * replicas,
      p95Ms: median((run) => run.p95Ms),
      p95Ratio: compare((run) => run.p95Ms),
      cpu: { machine: median((run) => run.cpu.machine), relay: median((run) => run.cpu.relay) },
      leastShare: Math.min(...rounds.map(({ shares }) => shares.least)),
      medianMs: median((run) => run.shares.medianMs),
      longestMs: Math.max(...rounds.map(({ shares }) => shares.longestMs)),
      findings: rounds.flatMap(({ findings }) => findings),
    };
  });
}
