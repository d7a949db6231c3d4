// @ts-check
import { readFileSync } from 'node:fs';
import { createRandom } from '../lib/random.mjs';
import { loadTestkit } from '../lib/load-testkit.mjs';
import { ROOT } from '../lib/repository.mjs';
import { ScriptError } from '../lib/step.mjs';
import { ACCOUNT, SECRET_KEY } from './load-samples.mjs';
import { createMutant } from './mutate.mjs';

const INGEST_KEY = 'fuzzIngestKey0123456789';
const AT_ONCE = 64;
const WARM_UP_SHARE = 0.3;
const MEMORY_EVERY = 500;
const FAILURES_KEPT = 5;

const CONTENT_TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'x',
  'multipart/form-data',
];

/**
 * @typedef {object} EndpointReport
 * @property {number} count
 * @property {number} durationMs
 * @property {Map<string, number>} statuses
 * @property {number} slowestMs
 * @property {number[]} memoryMb resident, over the run after warm-up
 * @property {{ problem: string, body: Buffer }[]} failures
 */

/**
 * Posts mutants to a real ingest.
 * @param {import('./load-samples.mjs').Samples} samples
 * @param {number} count
 * @param {number} seed
 * @returns {Promise<EndpointReport>}
 */
export async function fuzzEndpoint(samples, count, seed) {
  const { startLocalStack, startRedisServer } = await loadTestkit();
  const redis = await startRedisServer();
  try {
    // A mapper too, so that what is accepted does not pile up.
    const stack = await startLocalStack({ root: ROOT, redisUrl: redis.url, counts: { dispatcher: 0 } });
    try {
      const input = `connections:
  - id: fuzz
    clickbank: { account: ${ACCOUNT}, role: VENDOR, secretKey: ${SECRET_KEY}, ingestKey: ${INGEST_KEY}, legacyVersions: true }
    redtrack: { trackingDomain: '${stack.sandboxUrl}' }
`;
      const { code, stderr } = await stack.runRelay(['apply', '-f', '-'], { input });
      if (code !== 0) throw new ScriptError(`The connection could not be declared:\n${stderr}`);
      const [ingest] = stack.processes.ingest;
      const url = `${stack.ingestUrl}/ins/fuzz?key=${INGEST_KEY}`;
      return await postMutants({
        samples,
        count,
        seed,
        url,
        pid: ingest?.pid ?? 0,
        isAlive: () => ingest?.isRunning ?? false,
      });
    } finally {
      await stack.stop();
    }
  } finally {
    await redis.stop();
  }
}

/**
 * @param {{ samples: import('./load-samples.mjs').Samples, count: number, seed: number, url: string, pid: number,
 *   isAlive: () => boolean }} run
 * @returns {Promise<EndpointReport>}
 */
async function postMutants({ samples, count, seed, url, pid, isAlive }) {
  const random = createRandom(seed);
  /** @type {EndpointReport} */
  const report = { count, durationMs: 0, statuses: new Map(), slowestMs: 0, memoryMb: [], failures: [] };
  /** @param {string} problem @param {Buffer} body */
  const fail = (problem, body) => {
    if (report.failures.length < FAILURES_KEPT) report.failures.push({ problem, body });
  };
  const startedMs = performance.now();
  let next = 0;
  const post = async () => {
    while (next < count && isAlive()) {
      const i = next++;
      const body = createMutant(samples, random);
      const beforeMs = performance.now();
      try {
        const response = await fetch(url, {
          method: 'POST',
          body: new Uint8Array(body),
          headers: { 'content-type': random.pick(CONTENT_TYPES) },
          signal: AbortSignal.timeout(10_000),
        });
        await response.arrayBuffer();
        const status = String(response.status);
        report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
        if (status !== '200' && status !== '400') fail(`answered ${status}`, body);
      } catch (error) {
        fail(`no answer: ${String(error)}`, body);
      }
      report.slowestMs = Math.max(report.slowestMs, performance.now() - beforeMs);
      if (i % MEMORY_EVERY === 0 && i > count * WARM_UP_SHARE) report.memoryMb.push(readResidentMb(pid));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  if (!isAlive()) fail('ingest has ended', Buffer.alloc(0));
  report.durationMs = performance.now() - startedMs;
  return report;
}

/** Of a process; 0 where the system does not tell. @param {number} pid */
function readResidentMb(pid) {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}
