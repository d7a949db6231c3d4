// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS } from './test-results.mjs';

/** A jest reporter that leaves the counts of a run where `npm test` adds them up. */
export default class CountReporter {
  /**
   * @param {unknown} _contexts
   * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numRuntimeErrorTestSuites: number }} results
   */
  onRunComplete(_contexts, results) {
    mkdirSync(RESULTS, { recursive: true });
    const counts = {
      passed: results.numPassedTests,
      // A file that can't be loaded runs no test; it must not look like a file without any.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests,
    };
    writeFileSync(join(RESULTS, `${process.pid}-${Date.now()}.json`), JSON.stringify(counts));
  }
}
