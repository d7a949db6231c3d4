// @ts-check
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readRssMb } from '../lib/read-process.mjs';
import { relayEvents } from '../lib/relay-events.mjs';
import { buildRow } from '../lib/row.mjs';
import { SERVICES } from '../lib/side.mjs';
import { startBaseline } from '../lib/start-baseline.mjs';
import { findMedian } from '../lib/statistics.mjs';

const CONTEXT = 'a bare Nest application context';
const PROBE = fileURLToPath(new URL('../lib/heap-probe.cjs', import.meta.url));
const SAMPLE_MS = 250;
const SETTLE_MS = 3_000;
/** Until V8 has tidied up what a start leaves behind, at some moment of the first half a minute without work. */
const REST_MS = 60_000;
const BATCH = 10_000;

/**
 * Memory of every process as it starts, at rest and under full load, and what is left on its heap after many events.
 * Whoever works has V8's young generation in use, as a bare context has it while it starts: they are compared.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureMemory(bench) {
  const events = bench.isQuick ? 20_000 : 200_000;
  const context = await startBaseline(bench, 'nest-context');
  const fresh = await readFresh(context);
  const product = await bench.startProduct({ services: [] });
  /** @type {Record<string, number>} */
  const started = {};
  for (const service of SERVICES) started[service] = await readFresh(await product.start(service));
  await sleep(REST_MS);
  const rested = readRssMb(context.pid);
  const resting = readAll(product);
  const busy = await sampleWhile(product, () => relayEvents(bench, product, bench.isQuick ? 8_000 : 30_000));
  await context.stop();
  await bench.stopAll();
  const growth = await measureHeapGrowth(bench, events);
  return [
    ...SERVICES.map((service) => rssRow(service, 'as it starts', started[service], fresh)),
    ...SERVICES.map((service) => rssRow(service, 'after a minute at rest', resting[service], rested)),
    ...SERVICES.map((service) => rssRow(service, 'at full load', findMedian(busy[service] ?? []), fresh)),
    ...SERVICES.map((service) =>
      buildRow({
        figure: 'memory',
        what: `heap of ${service} that ${(events * 0.9).toLocaleString('en')} events leave behind`,
        unit: 'MB',
        product: [growth[service] ?? Number.NaN],
        goal: { of: 'value', most: 3 },
      }),
    ),
  ];
}

/** @param {import('../lib/start-child.mjs').Child} child */
async function readFresh({ pid }) {
  await sleep(SETTLE_MS);
  return readRssMb(pid);
}

/**
 * @param {string} service
 * @param {string} when
 * @param {number | undefined} product
 * @param {number} baseline
 */
function rssRow(service, when, product = Number.NaN, baseline) {
  return buildRow({
    figure: 'memory',
    what: `memory of ${service} ${when}`,
    unit: 'MB',
    product: [product],
    baseline: [baseline],
    baselineName: CONTEXT,
    goal: { of: 'ratio', most: 1.6 },
  });
}

/** @param {import('../lib/side.mjs').Side} side @returns {Record<string, number>} */
function readAll({ processes }) {
  return Object.fromEntries([...processes].map(([service, { pid }]) => [service, readRssMb(pid)]));
}

/**
 * @param {import('../lib/side.mjs').Side} side
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Record<string, number[]>>}
 */
async function sampleWhile(side, work) {
  /** @type {Record<string, number[]>} */
  const samples = {};
  const timer = setInterval(() => {
    for (const [service, mb] of Object.entries(readAll(side))) (samples[service] ??= []).push(mb);
  }, SAMPLE_MS);
  await work();
  clearInterval(timer);
  return samples;
}

/**
 * @param {import('../lib/create-bench.mjs').Bench} bench
 * @param {number} events
 * @returns {Promise<Record<string, number>>} MB, after a tenth of the events and after all of them
 */
async function measureHeapGrowth(bench, events) {
  const side = await bench.startProduct({ services: [] });
  const fileOf = (/** @type {string} */ service) => join(bench.folder, `heap-${service}.json`);
  for (const service of SERVICES) {
    await side.start(service, ['--expose-gc', '--require', PROBE], { BENCH_HEAP_FILE: fileOf(service) });
  }
  const readHeaps = async () => {
    /** @type {Record<string, number>} */
    const heaps = {};
    for (const [service, { pid }] of side.processes) {
      rmSync(fileOf(service), { force: true });
      process.kill(pid, 'SIGUSR2');
      while (!existsSync(fileOf(service))) await sleep(20);
      heaps[service] = JSON.parse(readFileSync(fileOf(service), 'utf8')).heapUsed / 2 ** 20;
    }
    return heaps;
  };
  const relayMany = async (/** @type {number} */ count) => {
    for (let left = count; left > 0; left -= BATCH) await relayEvents(bench, side, Math.min(BATCH, left));
  };
  await relayMany(events * 0.1);
  const before = await readHeaps();
  await relayMany(events * 0.9);
  const after = await readHeaps();
  await bench.stopAll();
  return Object.fromEntries(SERVICES.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]));
}
