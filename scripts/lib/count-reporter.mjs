// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './repository.mjs';
import { RESULTS } from './test-results.mjs';

/**
 * What jest tells of one file.
 * @typedef {{ testFilePath: string, testExecError?: unknown, testResults: { status: string, fullName: string }[] }} FileResult
 */

/** A jest reporter that leaves the counts of a run, and the names of what failed, where `npm test` adds them up. */
export default class CountReporter {
  /**
   * @param {unknown} _contexts
   * @param {{ numPassedTests: number, numPendingTests: number, testResults: FileResult[] }} results
   */
  onRunComplete(_contexts, results) {
    mkdirSync(RESULTS, { recursive: true });
    /** @type {import('./test-results.mjs').TestResults} */
    const counts = {
      passed: results.numPassedTests,
      failures: results.testResults.flatMap(listFailures),
      skipped: results.numPendingTests,
    };
    writeFileSync(join(RESULTS, `${process.pid}-${Date.now()}.json`), JSON.stringify(counts));
  }
}

/** @param {FileResult} file */
function listFailures({ testFilePath, testExecError, testResults }) {
  const file = relative(ROOT, testFilePath);
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => `${file}: ${fullName}`);
  // A file that can't be loaded runs no test; it must not look like a file without any.
  return testExecError === undefined ? failures : [`${file}: it did not run to its end`, ...failures];
}
