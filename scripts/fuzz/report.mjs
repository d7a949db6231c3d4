// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from '../lib/repository.mjs';

/** Between the first and the last third of the run, after warm-up; a leak of 1 kB a call would be more. */
const MEMORY_GROWTH_MAX = 0.25;

/**
 * @param {import('./fuzz-decoder.mjs').DecoderReport} decoder
 * @param {import('./fuzz-endpoint.mjs').EndpointReport} endpoint
 * @returns {boolean} whether all held
 */
export function printFuzzReport(decoder, endpoint) {
  console.log('');
  printPart('decoder and mapping', decoder, decoder.results);
  printPart('endpoint', endpoint, endpoint.statuses);
  const growth = measureGrowth(endpoint.memoryMb);
  const memory = endpoint.memoryMb.map((mb) => Math.round(mb));
  console.log(
    `  ingest's memory  ${Math.min(...memory)} to ${Math.max(...memory)} MB, ${formatShare(growth)} from first to last third`,
  );
  const failures = [...decoder.failures, ...endpoint.failures];
  for (const [i, { problem, body }] of failures.entries()) {
    const file = join(STATE, 'fuzz', `failure-${i + 1}.bin`);
    mkdirSync(join(STATE, 'fuzz'), { recursive: true });
    writeFileSync(file, body);
    console.log(`✗ ${problem}: pnpm fuzz --replay ${file}`);
  }
  const isFlat = growth <= MEMORY_GROWTH_MAX;
  if (!isFlat) console.log('✗ memory grows');
  return failures.length === 0 && isFlat;
}

/**
 * @param {string} name
 * @param {{ count: number, durationMs: number, slowestMs: number }} part
 * @param {Map<string, number>} results
 */
function printPart(name, { count, durationMs, slowestMs }, results) {
  const perSecond = Math.round((count / durationMs) * 1000);
  console.log(`  ${name}: ${count}, ${perSecond}/s, the slowest ${slowestMs.toFixed(1)} ms`);
  for (const [result, times] of [...results].sort(([, a], [, b]) => b - a)) {
    console.log(`    ${result.padEnd(20)} ${times}`);
  }
}

/** @param {readonly number[]} memoryMb */
function measureGrowth(memoryMb) {
  const third = Math.floor(memoryMb.length / 3);
  if (third === 0) return 0;
  const mean = (/** @type {readonly number[]} */ list) => list.reduce((sum, mb) => sum + mb, 0) / list.length;
  return mean(memoryMb.slice(-third)) / mean(memoryMb.slice(0, third)) - 1;
}

/** @param {number} share */
function formatShare(share) {
  return `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
}
