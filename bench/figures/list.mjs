// @ts-check
import { join } from 'node:path';
import { getFreePort } from '@ins-relay/testkit';
import { ROOT } from '../../scripts/lib/repository.mjs';
import { interleave } from '../lib/interleave.mjs';
import { buildRow } from '../lib/row.mjs';
import { buildProductEnvironment } from '../lib/side.mjs';
import { startChild } from '../lib/start-child.mjs';
import { startFilledRedis } from '../lib/start-filled-redis.mjs';

const FIRST_PASSWORD = 'one-time-password-of-the-benchmark';
const PASSWORD = 'three quiet mountain goats';
const EVENTS_OF_BASELINE = 1_000;
const MS_MAX = 100;

const LISTS = [
  { name: 'all', query: '' },
  { name: 'of one outcome', query: '&outcome=failed' },
  { name: 'of one connection', query: '&connection=bench-1' },
  { name: 'by receipt', query: `&receipt=S${(1_000_000_500).toString(36).toUpperCase()}` },
];

/**
 * The console's list of events, as its API answers it.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureList(bench) {
  const events = bench.isQuick ? 50_000 : 1_000_000;
  const consoles = [
    await startConsole(bench, (await startFilledRedis(bench, events)).url),
    await startConsole(bench, (await startFilledRedis(bench, EVENTS_OF_BASELINE)).url),
  ];
  const rows = [];
  for (const { name, query } of LISTS) {
    const [full = [], small = []] = await interleave(bench.isQuick ? 10 : 30, consoles, (one) =>
      one.time(query),
    );
    rows.push(
      buildRow({
        figure: 'list',
        what: `a page of ${events.toLocaleString('en')} events at the console's API: ${name}`,
        unit: 'ms',
        product: full,
        baseline: small,
        baselineName: `the same of ${EVENTS_OF_BASELINE.toLocaleString('en')} events`,
        goal: { of: 'value', most: MS_MAX },
      }),
    );
  }
  for (const one of consoles) await one.stop();
  await bench.stopAll();
  return rows;
}

/**
 * @param {import('../lib/create-bench.mjs').Bench} bench
 * @param {string} redisUrl
 */
async function startConsole(bench, redisUrl) {
  const [port, healthPort] = await Promise.all([getFreePort(), getFreePort()]);
  const child = await startChild({
    name: 'console',
    args: [join(ROOT, 'apps/console/dist/main.js')],
    env: {
      ...buildProductEnvironment({ redisUrl }),
      CONSOLE_PORT: String(port),
      CONSOLE_FIRST_PASSWORD: FIRST_PASSWORD,
      HEALTH_PORT: String(healthPort),
    },
    readyUrl: `http://127.0.0.1:${healthPort}/health/ready`,
    logFile: join(bench.folder, 'console.log'),
  });
  const address = `http://127.0.0.1:${port}`;
  const cookie = await signIn(address);
  return {
    stop: child.stop,
    time: async (/** @type {string} */ query) => {
      const startedMs = performance.now();
      const response = await fetch(`${address}/api/events?limit=50${query}`, { headers: { cookie } });
      const page = /** @type {{ events?: unknown[] }} */ (await response.json());
      if (!Array.isArray(page.events)) throw new Error(`the console answered ${response.status}`);
      return performance.now() - startedMs;
    },
  };
}

/** @param {string} address @returns {Promise<string>} the cookie of a session */
async function signIn(address) {
  const headers = { 'content-type': 'application/json', origin: address };
  const begun = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'admin', password: FIRST_PASSWORD }),
  });
  const changed = await fetch(`${address}/api/session/password`, {
    method: 'PUT',
    headers: { ...headers, cookie: readCookie(begun) },
    body: JSON.stringify({ current: FIRST_PASSWORD, next: PASSWORD }),
  });
  return readCookie(changed);
}

/** @param {Response} response */
function readCookie(response) {
  const [cookie = ''] = response.headers.getSetCookie();
  if (!response.ok || cookie === '') throw new Error(`the console does not let us in: ${response.status}`);
  return cookie.split(';')[0] ?? '';
}
