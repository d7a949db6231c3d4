// @ts-check
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from './repository.mjs';

/** One file for each run of jest. */
export const RESULTS = join(STATE, 'test-results');

export function clearResults() {
  rmSync(RESULTS, { recursive: true, force: true });
}

/** @returns {{ passed: number, failed: number, skipped: number }} over all runs since they were cleared */
export function addUpResults() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(RESULTS)) return sum;
  for (const name of readdirSync(RESULTS)) {
    const { passed, failed, skipped } = JSON.parse(readFileSync(join(RESULTS, name), 'utf8'));
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}
