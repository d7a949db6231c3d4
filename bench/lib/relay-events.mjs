// @ts-check
import { readCpuMs } from './read-process.mjs';

/** @typedef {import('./side.mjs').Side} Side */

const LANES = 50;
/** Enough to keep every process busy, and far from what would be a backlog. */
const WINDOW = 400;

/**
 * Events through a whole side, as fast as it takes them.
 * @param {import('./create-bench.mjs').Bench} bench
 * @param {Side} side
 * @param {number} count
 */
export async function relayEvents({ world }, side, count) {
  const cpuBefore = readCpu(side);
  const { sent, arrived, seconds } = await world.relay({
    port: side.port,
    paths: side.paths,
    first: world.takeNumbers(count),
    count,
    lanes: LANES,
    windowMax: WINDOW,
  });
  if (sent.refused > count / 100)
    throw new Error(`${side.name}: ${sent.refused} of ${count} were not accepted`);
  return {
    eventsPerSecond: count / seconds,
    latencyMs: arrived.latencyMs,
    cpuUs: diffCpu(cpuBefore, side, count),
  };
}

/** @param {Side} side @returns {Map<string, number>} */
export function readCpu({ processes }) {
  return new Map([...processes].map(([service, { pid }]) => [service, readCpuMs(pid)]));
}

/**
 * @param {Map<string, number>} before
 * @param {Side} side
 * @param {number} count
 * @returns {Record<string, number>} microseconds of CPU for an event, by process
 */
export function diffCpu(before, side, count) {
  const after = readCpu(side);
  return Object.fromEntries(
    [...after].map(([service, ms]) => [service, ((ms - (before.get(service) ?? 0)) * 1000) / count]),
  );
}
