// @ts-check
import { readFileSync } from 'node:fs';

/** What Linux counts CPU time in: 100 ticks a second on every machine that Node runs on. */
const TICK_MS = 10;

/** @param {number} pid @returns {number} milliseconds of CPU that the process has used, all threads together */
export function readCpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** @param {number} pid @returns {number} MB of memory that the process has in use */
export function readRssMb(pid) {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
