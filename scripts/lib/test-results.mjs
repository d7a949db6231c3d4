// @ts-check
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from './repository.mjs';

/** One file for each run of jest. */
export const RESULTS = join(STATE, 'test-results');

export function clearResults() {
  rmSync(RESULTS, { recursive: true, force: true });
}

/**
 * `failures` names the file and the test of each.
 * @typedef {{ passed: number, failures: string[], skipped: number }} TestResults
 */

/** @returns {TestResults} over all runs since they were cleared */
export function addUpResults() {
  /** @type {TestResults} */
  const sum = { passed: 0, failures: [], skipped: 0 };
  if (!existsSync(RESULTS)) return sum;
  for (const name of readdirSync(RESULTS)) {
    /** @type {TestResults} */
    const { passed, failures, skipped } = JSON.parse(readFileSync(join(RESULTS, name), 'utf8'));
    sum.passed += passed;
    sum.failures.push(...failures);
    sum.skipped += skipped;
  }
  return sum;
}
