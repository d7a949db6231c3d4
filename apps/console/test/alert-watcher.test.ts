import { Redis } from 'ioredis';
import {
  startHttpServer,
  startRedisServer,
  waitFor,
  type RedisServer,
  type TestHttpServer,
} from '@ins-relay/testkit';
import type { Alert } from '../src/alerts/alert.js';
import { AlertStore } from '../src/alerts/alert-store.js';
import { AlertWatcher } from '../src/alerts/alert-watcher.js';
import { postMessage } from '../src/alerts/post-message.js';

const FAILING: Alert = { key: 'failing', text: 'acme: 3 events failed', path: '/events' };
const EVERY_MS = 50;

let server: RedisServer;
let redis: Redis;
let webhook: TestHttpServer;
let messages: string[];
let status: number;
let calls: number;
let alerts: Alert[];
let watchers: AlertWatcher[];
let looks: number;
let claims: number;
/** The webhook answers after this. */
let held: Promise<void>;

beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  redis = new Redis(server.url, {
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
  });
  redis.on('error', () => undefined);
  await waitFor(() => redis.status === 'ready', { describe: 'Redis' });
  await redis.flushall();
  messages = [];
  alerts = [];
  watchers = [];
  status = 200;
  calls = 0;
  looks = 0;
  claims = 0;
  held = Promise.resolve();
  webhook = await startHttpServer(async (request, response) => {
    calls += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (status === 200)
      messages.push((JSON.parse(Buffer.concat(chunks).toString()) as { text: string }).text);
    await held;
    response.writeHead(status).end('ok');
  });
});
afterEach(async () => {
  await Promise.all(watchers.map((watcher) => watcher.stop()));
  await webhook.close();
  redis.disconnect();
});

/** Notes how often somebody asked for the turn. */
class CountedStore extends AlertStore {
  override async claimTurn(forMs: number): Promise<boolean> {
    claims += 1;
    return super.claimTurn(forMs);
  }
}

function startWatcher(): AlertWatcher {
  const watcher = new AlertWatcher({
    everyMs: EVERY_MS,
    repeatMs: 3_600_000,
    consoleUrl: '',
    store: new CountedStore(redis, '{ins}'),
    find: async () => {
      looks += 1;
      return alerts;
    },
    post: (text) => postMessage(webhook.url, text),
    readNowMs: Date.now,
    onError: () => undefined,
  });
  watchers.push(watcher);
  watcher.start();
  return watcher;
}

async function lookMore(times: number): Promise<void> {
  const until = looks + times;
  await waitFor(() => looks >= until, { describe: 'more looks', timeoutMs: 10_000 });
}

const told = (count: number) =>
  waitFor(() => messages.length >= count, { describe: `${count} messages`, timeoutMs: 10_000 });

test('of two consoles one tells, once, and once more when it is over', async () => {
  alerts = [FAILING];
  startWatcher();
  startWatcher();
  await told(1);
  await lookMore(5);
  expect(messages).toEqual([':rotating_light: INS Relay: 1 new\n• acme: 3 events failed']);
  alerts = [];
  await told(2);
  await lookMore(5);
  expect(messages.slice(1)).toEqual([
    ':white_check_mark: INS Relay: 1 over\n• acme: 3 events failed (lasted 1 min)',
  ]);
});

test('of two consoles one tells, also where the webhook answers later than the next look', async () => {
  let answer = () => {};
  held = new Promise((resolve) => (answer = resolve));
  alerts = [FAILING];
  startWatcher();
  startWatcher();
  await told(1);
  // Of the two, the one that does not wait for the webhook asks at each of its looks.
  const until = claims + 4;
  await waitFor(() => claims >= until, { describe: 'later looks', timeoutMs: 10_000 });
  answer();
  await lookMore(2);
  expect(messages).toHaveLength(1);
});

test('a restart tells nothing twice, and hears of what was over meanwhile', async () => {
  alerts = [FAILING];
  const first = startWatcher();
  await told(1);
  await first.stop();
  startWatcher();
  await lookMore(3);
  expect(messages).toHaveLength(1);
  alerts = [];
  await told(2);
  expect(messages[1]).toContain('1 over');
});

test('a message that the webhook did not take is told at a later look', async () => {
  status = 500;
  alerts = [FAILING];
  startWatcher();
  await waitFor(() => calls >= 2, { describe: 'two tries', timeoutMs: 10_000 });
  expect(messages).toEqual([]);
  status = 200;
  await told(1);
  expect(messages[0]).toContain('acme: 3 events failed');
});

test('a Redis that is away is told, and that it is back', async () => {
  const own = await startRedisServer();
  const client = new Redis(own.url, {
    commandTimeout: 100,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
  });
  client.on('error', () => undefined);
  await waitFor(() => client.status === 'ready', { describe: 'Redis' });
  redis.disconnect();
  redis = client;
  startWatcher();
  await lookMore(1);
  await own.stop();
  await told(1);
  expect(messages[0]).toMatch(/1 new\n• Redis does not answer/);
  const again = await startRedisServer({ port: own.port });
  await told(2);
  expect(messages[1]).toMatch(/1 over\n• Redis does not answer/);
  await again.stop();
});

test('an error of the webhook does not tell its address', async () => {
  status = 404;
  await expect(postMessage(`${webhook.url}/services/T0/B0/secret`, 'x')).rejects.toThrow(
    /^ALERT_WEBHOOK_URL answered with status 404$/,
  );
  await webhook.close();
  await expect(postMessage(`${webhook.url}/services/secret`, 'x')).rejects.toThrow(
    /^ALERT_WEBHOOK_URL could not be reached: ECONNREFUSED$/,
  );
});
