// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTestkit } from '../lib/load-testkit.mjs';
import { ROOT } from '../lib/repository.mjs';
import { ScriptError, step } from '../lib/step.mjs';
import { ChaosClickBank } from './clickbank.mjs';
import { declareConnections } from './connections.mjs';
import { FAULTS, TRACKING_HOST, writeHosts } from './faults.mjs';
import { judge } from './judge.mjs';
import { planNotifications } from './plan-notifications.mjs';
import { createRandom } from '../lib/random.mjs';
import { printReport } from './report.mjs';
import { Watch } from './watch.mjs';

const SETTLE_SECONDS_MAX = 240;
const CALM_MS = [500, 2_000];

/**
 * Everything fails in turn while notifications stream in; at the end the books are held against what was expected.
 * @param {{ events: number, minutes: number, seed: number }} options
 * @returns {Promise<boolean>} whether nothing was lost and nothing counted twice
 */
export async function runChaos({ events, minutes, seed }) {
  console.log(`chaos: ${events} events in at least ${minutes.toFixed(1)} minutes, --seed ${seed}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'ins-relay-chaos-'));
  const stage = await startStage(folder, seed);
  let isRight = false;
  try {
    const clickBank = await createClickBank(stage, seed);
    const watch = new Watch(stage.stack, clickBank);
    const strikes = await step('Sending, while everything fails', () =>
      runStream({ events, minutes, seed, stage, clickBank, watch }),
    );
    await step('Waiting until everything is settled', () => settle(stage, clickBank));
    const summary = await watch.readSummary();
    const verdict = judge(clickBank.sent, await readBooks(stage), await readEvents(stage));
    printReport({ clickBank, summary, verdict, strikes });
    isRight = verdict.lost + verdict.countedTwice + verdict.unexpected + verdict.findings.length === 0;
    return isRight;
  } finally {
    await step('Stopping everything', () => stage.stop());
    if (isRight) rmSync(folder, { recursive: true });
    else console.log(`\nLogs of every process: ${folder}`);
  }
}

/**
 * @param {string} folder
 * @param {number} seed
 */
async function startStage(folder, seed) {
  const { startLocalStack, startRedisServer } = await loadTestkit();
  const hostsFile = join(folder, 'hosts.json');
  writeHosts(hostsFile);
  const redis = await step('Starting Redis', () => startRedisServer({ appendonly: true }));
  try {
    const stack = await step('Starting two of each', () =>
      startLocalStack({
        root: ROOT,
        redisUrl: redis.url,
        counts: { ingest: 2, mapper: 2, dispatcher: 2 },
        logsDir: folder,
        env: { WORKER_LOCK_MS: '3000', RETRY_BASE_MS: '200' },
        serviceEnv: {
          dispatcher: {
            CHAOS_HOST: TRACKING_HOST,
            CHAOS_HOSTS_FILE: hostsFile,
            NODE_OPTIONS: `--require ${join(ROOT, 'scripts/chaos/resolver.cjs')}`,
          },
        },
      }),
    );
    const trackingDomain = `http://${TRACKING_HOST}:${new URL(stack.sandboxUrl).port}`;
    const stop = async () => {
      await stack.stop();
      await redis.stop();
    };
    const input = declareConnections(trackingDomain);
    const { code, stdout, stderr } = await stack.runRelay(['apply', '-f', '-'], { input });
    if (code !== 0) {
      await stop();
      throw new ScriptError(`The connections could not be declared:\n${stdout}${stderr}`);
    }
    return { stack, redis, hostsFile, random: createRandom(seed + 1), stop };
  } catch (error) {
    await redis.stop();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof startStage>>} Stage */

/**
 * @param {Stage} stage
 * @param {number} seed
 */
async function createClickBank({ stack }, seed) {
  const { encryptNotification } = /** @type {typeof import('../../packages/clickbank/src/index.js')} */ (
    await import(String(new URL('../../packages/clickbank/dist/index.js', import.meta.url)))
  );
  return new ChaosClickBank(stack.ingestUrls, encryptNotification, createRandom(seed + 2));
}

/**
 * The stream and the faults, side by side. It goes on until both are through: every notification, and every kind of
 * fault at least once.
 * @param {{ events: number, minutes: number, seed: number, stage: Stage, clickBank: ChaosClickBank, watch: Watch }} run
 * @returns {Promise<import('./report.mjs').Strike[]>}
 */
async function runStream({ events, minutes, seed, stage, clickBank, watch }) {
  const planned = planNotifications(events, createRandom(seed));
  const gapMs = (minutes * 60_000) / events;
  const startedMs = performance.now();
  let isStreaming = true;
  const streaming = (async () => {
    /** @type {Promise<void>[]} */
    const sending = [];
    for (const [i, plan] of planned.entries()) {
      const waitMs = startedMs + i * gapMs - performance.now();
      if (waitMs > 1) await sleep(waitMs);
      sending.push(clickBank.send(plan));
    }
    isStreaming = false;
    await Promise.all(sending);
  })();
  /** @type {import('./report.mjs').Strike[]} */
  const strikes = [];
  for (let round = 1; isStreaming || round === 1; round++) {
    for (const fault of stage.random.shuffle(FAULTS)) {
      if (!isStreaming && round > 1) break;
      await sleep(stage.random.between(CALM_MS[0] ?? 0, CALM_MS[1] ?? 0));
      const before = await watch.readBacklog();
      const struckMs = performance.now();
      await fault.strike(stage);
      const lastedMs = performance.now() - struckMs;
      const recoveryMs = await watch.waitForBacklog(before);
      strikes.push({ name: fault.name, lastedMs, recoveryMs });
      const progress = `${clickBank.sent.length} of ${events} sent`;
      console.log(
        `  ${progress}; ${fault.name}: ${Math.round(lastedMs)} ms, well again after ${describeMs(recoveryMs)}`,
      );
    }
  }
  await streaming;
  return strikes;
}

/** @param {number | undefined} ms */
function describeMs(ms) {
  return ms === undefined ? 'more than 30 s' : `${Math.round(ms)} ms`;
}

/**
 * @param {Stage} stage
 * @param {ChaosClickBank} clickBank
 */
async function settle({ stack }, clickBank) {
  for (let second = 0; second < SETTLE_SECONDS_MAX; second++) {
    const { stdout } = await stack.runRelay(['events', '--json', '--limit', '1', '--outcome', 'pending']);
    const isIdle = !stdout.includes('"eventId"') && !stdout.includes('still wait');
    if (isIdle && clickBank.underWay === 0) return;
    await sleep(1_000);
  }
}

/** @param {Stage} stage @returns {Promise<import('./judge.mjs').Conversion[]>} */
async function readBooks({ stack }) {
  const books = [];
  for (let page = 1; ; page++) {
    const response = await fetch(`${stack.sandboxUrl}/conversions?per=10000&page=${page}`);
    const { items } = /** @type {{ items: import('./judge.mjs').Conversion[] }} */ (await response.json());
    books.push(...items);
    if (items.length < 10_000) return books;
  }
}

/** @param {Stage} stage @returns {Promise<import('./judge.mjs').LedgerEvent[]>} */
async function readEvents({ stack }) {
  const { stdout } = await stack.runRelay(['events', '--json', '--limit', '1000000']);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
