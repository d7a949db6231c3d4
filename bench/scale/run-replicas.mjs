// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { findPercentile } from '../lib/statistics.mjs';
import { startCpuWatch } from './cpu.mjs';
import { judgeArrivals } from './judge-arrivals.mjs';
import { judgeShares, measureShares } from './measure-shares.mjs';
import { PATHS } from './senders.mjs';
import { startReplicas } from './start-replicas.mjs';

/** Well below what one replica of any subject can do. */
export const STEADY_PER_SECOND = 50;
const STEADY_SECONDS = 10;
const LANES = 20;
/** Under way at once at full speed: far more than there are places, so that most wait. */
export const WINDOW = 200;
/** For each replica: code that has run a few hundred times only is not yet compiled. */
const WARM_UP_EVENTS_EACH = 300;
const SETTLE_MS_MAX = 30_000;

/** @typedef {{ first: number, count: number }} Sent the numbers of the events of one stream */

/**
 * What so many replicas did.
 * @typedef {object} Run
 * @property {string} service
 * @property {number} replicas
 * @property {number} events at full speed
 * @property {number} eventsPerSecond at full speed
 * @property {number} p95Ms from ClickBank's call to the postback, at `STEADY_PER_SECOND`
 * @property {{ machine: number, relay: number }} cpu at full speed, as parts of all cores
 * @property {import('./measure-shares.mjs').Shares} shares at full speed
 * @property {string[]} findings what must not be, one line each
 */

/**
 * Starts so many replicas, sends at full speed and then steadily, and holds what came against what was sent.
 * @param {object} options
 * @param {import('./subjects.mjs').Subject} options.subject
 * @param {number} options.replicas
 * @param {import('../load/start-world.mjs').World} options.world
 * @param {number} options.size 1, or less for a quick run
 * @param {string} options.logsDir
 * @returns {Promise<Run>}
 */
export async function runReplicas({ subject, replicas, world, size, logsDir }) {
  const trackingDomain = `http://127.0.0.1:${world.sinkPort}`;
  const { pids, port, stack, stop } = await startReplicas({ subject, replicas, trackingDomain, logsDir });
  /** @type {string[]} */
  const findings = [];
  /** @param {number} count @param {{ windowMax?: number, ratePerSecond?: number }} pace */
  const send = async (count, pace) => {
    const sent = { first: world.takeNumbers(count), count };
    await world.reset();
    const readCpu = startCpuWatch(pids);
    await world.send({ port, paths: PATHS, ...sent, lanes: LANES, ...pace });
    const { firstMs, lastMs, latencyMs } = await world.waitUntilQuiet();
    const cpu = readCpu();
    // One that comes again comes while its event is not settled yet.
    if (!(await waitUntilSettled(stack))) findings.push('events are pending in the ledger for ever');
    const arrivals = await world.readArrivals();
    findings.push(...judgeArrivals(sent, arrivals));
    return { sent, arrivals, latencyMs, cpu, perSecond: ((count - 1) * 1000) / (lastMs - firstMs) };
  };
  try {
    await send(WARM_UP_EVENTS_EACH * replicas, { windowMax: WINDOW });
    const full = await send(Math.round(subject.eventsEach * replicas * size), { windowMax: WINDOW });
    const steadyEvents = Math.round(STEADY_PER_SECOND * STEADY_SECONDS * size);
    const steady = await send(steadyEvents, { ratePerSecond: STEADY_PER_SECOND });
    const shares = measureShares(full.sent, full.arrivals);
    findings.push(...judgeShares(shares));
    return {
      service: subject.service,
      replicas,
      events: full.sent.count,
      eventsPerSecond: full.perSecond,
      p95Ms: findPercentile(steady.latencyMs, 95),
      cpu: full.cpu,
      shares,
      findings,
    };
  } finally {
    await stop();
  }
}

/** @param {import('@ins-relay/testkit').LocalStack} stack @returns {Promise<boolean>} whether nothing is pending */
async function waitUntilSettled(stack) {
  const startedMs = performance.now();
  do {
    const pending = await stack.runRelay(['events', '--json', '--limit', '1', '--outcome', 'pending']);
    if (pending.code === 0 && pending.stdout.trim() === '') return true;
    await sleep(500);
  } while (performance.now() - startedMs < SETTLE_MS_MAX);
  return false;
}
