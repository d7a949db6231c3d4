import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createEventId } from '@ins-relay/contracts';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { LedgerReader, LedgerSweeper, LedgerWriter, type TimelineEntry } from '../src/index.js';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 24, 12);
const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});

test('the oldest hours go first, whole; what is pending stays and can be found, and so does the last day', async () => {
  const options = { redis, keyPrefix: '{sweep}', keyring, keepSeconds: 45 * 86_400 };
  const writer = new LedgerWriter(options);
  const reader = new LedgerReader(options, () => NOW_MS);
  const sweeper = new LedgerSweeper(options, reader, () => NOW_MS);
  const write = async (hoursAgo: number, isPending: boolean) => {
    const atMs = NOW_MS - hoursAgo * HOUR_MS;
    const eventId = createEventId(atMs, randomBytes(11));
    const received: TimelineEntry = {
      type: 'received',
      atMs,
      connectionId: 'acme',
      source: 'ins',
      kind: 'Sale',
      receipt: 'R',
    };
    const settled: TimelineEntry = { type: 'settled', atMs, outcome: 'unattributed', cause: 'no-click-id' };
    await writer.append(eventId, isPending ? [received] : [received, settled], { email: 'a@example.test' });
    return eventId;
  };
  const oldest = [await write(100, false), await write(100, true), await write(100, false)];
  const older = await write(50, false);
  const recent = await write(2, false);
  expect(await sweeper.sweepOldestHour()).toEqual({ hourMs: NOW_MS - 100 * HOUR_MS, removed: 2 });
  const left = async () =>
    (await reader.list({ connectionId: 'acme' }, 10)).events.map(({ eventId }) => eventId);
  expect(await left()).toEqual([recent, older, oldest[1]]);
  expect(await sweeper.sweepOldestHour()).toMatchObject({ removed: 1 });
  expect(await sweeper.sweepOldestHour()).toBeUndefined();
  expect(await left()).toEqual([recent, oldest[1]]);
  const unattributed = await reader.list({ outcome: 'unattributed' }, 10);
  expect(unattributed.events.map(({ eventId }) => eventId)).toEqual([recent]);
});
