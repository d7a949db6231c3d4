// @ts-check
import { cpus } from 'node:os';
import { readCpuMs } from '../lib/read-process.mjs';

/**
 * @param {readonly number[]} pids
 * @returns {() => { machine: number, relay: number }} since this call, as shares of all cores: of the whole machine,
 *   and of these processes
 */
export function startCpuWatch(pids) {
  const before = { ...readMachine(), ownMs: sumCpuMs(pids), atMs: performance.now() };
  return () => {
    const { busyMs, allMs } = readMachine();
    const spanMs = (performance.now() - before.atMs) * cpus().length;
    return {
      machine: (busyMs - before.busyMs) / (allMs - before.allMs),
      relay: (sumCpuMs(pids) - before.ownMs) / spanMs,
    };
  };
}

function readMachine() {
  let [busyMs, allMs] = [0, 0];
  for (const { times } of cpus()) {
    const sum = times.user + times.nice + times.sys + times.irq + times.idle;
    allMs += sum;
    busyMs += sum - times.idle;
  }
  return { busyMs, allMs };
}

/** @param {readonly number[]} pids */
function sumCpuMs(pids) {
  return pids.reduce((sum, pid) => sum + readCpuMs(pid), 0);
}
