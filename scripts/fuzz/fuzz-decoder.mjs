// @ts-check
import { createRandom } from '../lib/random.mjs';
import { ACCOUNT, SECRET_KEY } from './load-samples.mjs';
import { createMutant } from './mutate.mjs';

/** Nothing that one call can hold may keep a process busy for longer. */
const ONE_MS_MAX = 500;
const FAILURES_KEPT = 5;

/**
 * @typedef {object} DecoderReport
 * @property {number} count
 * @property {number} durationMs
 * @property {Map<string, number>} results how often each
 * @property {number} slowestMs
 * @property {{ problem: string, body: Buffer }[]} failures
 */

/**
 * Opens, decodes and maps mutants: nothing throws, nothing takes long.
 * @param {import('./load-samples.mjs').Samples} samples
 * @param {number} count
 * @param {number} seed
 * @returns {Promise<DecoderReport>}
 */
export async function fuzzDecoder(samples, count, seed) {
  const random = createRandom(seed);
  /** @type {DecoderReport} */
  const report = { count, durationMs: 0, results: new Map(), slowestMs: 0, failures: [] };
  const startedMs = performance.now();
  for (let i = 0; i < count; i++) {
    const body = createMutant(samples, random);
    const beforeMs = performance.now();
    /** @type {string} */
    let result;
    try {
      result = tryOnDecoder(samples, body);
    } catch (error) {
      result = 'threw';
      if (report.failures.length < FAILURES_KEPT) report.failures.push({ problem: String(error), body });
    }
    const tookMs = performance.now() - beforeMs;
    report.slowestMs = Math.max(report.slowestMs, tookMs);
    if (tookMs > ONE_MS_MAX && report.failures.length < FAILURES_KEPT) {
      report.failures.push({ problem: `took ${Math.round(tookMs)} ms`, body });
    }
    report.results.set(result, (report.results.get(result) ?? 0) + 1);
    // Lets the heartbeat of a long run be seen.
    if (i % 2_000 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  report.durationMs = performance.now() - startedMs;
  return report;
}

/**
 * @param {import('./load-samples.mjs').Samples} samples
 * @param {Buffer} body
 * @returns {string} why it was not accepted, or what would become of it
 */
export function tryOnDecoder({ clickbank, connection, preview }, body) {
  const keys = { account: ACCOUNT, secretKeys: [clickbank.readSecretKey(SECRET_KEY)], legacyVersions: true };
  const opened = clickbank.openNotification(body, keys);
  if (!opened.ok) return opened.cause;
  const { payload, verification } = opened;
  const { verdict } = preview.previewEvent({
    payload,
    verification,
    connection,
    parent: { status: 'unseen' },
    eventId: 'fuzz',
    findConnection: () => undefined,
  });
  return verdict.verdict;
}
