import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createEventId } from '@ins-relay/contracts';
import { LedgerWriter } from '@ins-relay/ledger';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { StatisticsReader } from '../src/statistics-reader.js';
import { StatisticsRecorder } from '../src/statistics-recorder.js';

const NOW = Date.UTC(2026, 10, 24, 12, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const connectionId = 'acme';

let server: RedisServer;
let redis: Redis;
let recorder: StatisticsRecorder;
let writer: LedgerWriter;
let reader: StatisticsReader;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(() => {
  const keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
  const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));
  const onError = (error: Error) => {
    throw error;
  };
  recorder = new StatisticsRecorder({ redis, keyPrefix, onError });
  writer = new LedgerWriter({ redis, keyPrefix, keyring, keepSeconds: 600, onAppended: recorder.note });
  reader = new StatisticsReader(redis, keyPrefix);
});
afterEach(() => recorder.close());

async function deliver(receivedAtMs: number, latencyMs: number, sum: string, ordinal = 1): Promise<void> {
  const eventId = createEventId(receivedAtMs, randomBytes(11));
  const atMs = receivedAtMs + latencyMs;
  const about = { atMs, generation: 0, ordinal };
  await writer.append(eventId, [{ type: 'received', atMs: receivedAtMs, connectionId, source: 'ins' }]);
  await writer.append(
    eventId,
    [
      { type: 'attempt', ...about, attempt: 1, durationMs: 12, status: 200 },
      { type: 'postback-settled', ...about, outcome: 'delivered' },
    ],
    { connectionId, sent: { conversionType: 'Purchase', sum, currency: 'USD' } },
  );
}

test('what was appended to timelines is counted, by minute and in all', async () => {
  await deliver(NOW - 3 * MINUTE, 40, '28.94');
  await deliver(NOW - 3 * MINUTE, 50, '0.07');
  await deliver(NOW - MINUTE, 60, '-10.00');
  await writer.append(
    createEventId(NOW - MINUTE, randomBytes(11)),
    [
      { type: 'received', atMs: NOW - MINUTE, connectionId, source: 'ins' },
      { type: 'settled', atMs: NOW - MINUTE, outcome: 'unattributed', cause: 'no-click-id' },
    ],
    { connectionId },
  );
  recorder.noteQueueAge(700, NOW - MINUTE);
  await recorder.flush();
  const { revenue, stretches, totals } = await reader.read({
    fromMs: NOW - 5 * MINUTE,
    toMs: NOW,
    stepMs: MINUTE,
  });
  expect(stretches.map(({ notifications }) => notifications)).toEqual([0, 0, 2, 0, 2]);
  expect(totals).toMatchObject({
    notifications: 4,
    outcomes: { delivered: 3, unattributed: 1 },
    attempts: 3,
    attemptsFailed: 0,
    queueAgeMs: 700,
  });
  expect(totals.deliveryP50Ms).toBeGreaterThan(35);
  expect(totals.deliveryP95Ms).toBeLessThan(70);
  expect(revenue).toEqual([{ conversionType: 'Purchase', currency: 'USD', sum: '19.01', postbacks: 3 }]);
  expect((await reader.readConnections(NOW)).get(connectionId)).toEqual({ delivered: 3, unattributed: 1 });
});

test('a week is read from hours and agrees with the minutes', async () => {
  for (const agoMs of [MINUTE, 5 * HOUR, 30 * HOUR]) await deliver(NOW - agoMs, 20, '1.00');
  await recorder.flush();
  const toMs = NOW - (NOW % HOUR) + HOUR;
  const week = await reader.read({ fromMs: toMs - 168 * HOUR, toMs, stepMs: HOUR });
  expect(week.stretches).toHaveLength(168);
  expect(week.totals.outcomes).toEqual({ delivered: 3 });
  const day = await reader.read({ fromMs: toMs - 24 * HOUR, toMs, stepMs: 15 * MINUTE });
  expect(day.totals.outcomes).toEqual({ delivered: 2 });
});

test('hits of rules are counted by name, whether they send, hold or ignore; an event of two postbacks is one', async () => {
  const mapped = { type: 'mapped' as const, generation: 0, clickId: 'c', clickIdSource: 's', postbacks: [] };
  const append = (entries: Parameters<LedgerWriter['append']>[1]) =>
    writer.append(createEventId(NOW, randomBytes(11)), entries, { connectionId });
  await append([{ ...mapped, atMs: NOW, matchedBy: 'rule big' }]);
  await append([{ ...mapped, atMs: NOW, matchedBy: 'event matching' }]);
  await append([{ type: 'held', atMs: NOW, rule: 'look', reason: 'odd' }]);
  await append([
    { type: 'settled', atMs: NOW, outcome: 'ignored', cause: 'rule-ignored', detail: 'rule small: tiny' },
  ]);
  await append([
    { type: 'postback-settled', atMs: NOW, generation: 0, ordinal: 1, outcome: 'delivered' },
    { type: 'postback-settled', atMs: NOW, generation: 0, ordinal: 2, outcome: 'delivered' },
  ]);
  await recorder.flush();
  expect(await reader.readRuleHits(connectionId)).toEqual({ big: 1, look: 1, small: 1 });
  expect((await reader.readConnections(NOW)).get(connectionId)).toEqual({ ignored: 1, delivered: 1 });
});
