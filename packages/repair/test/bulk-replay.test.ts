import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createEventId, JOB_CATALOG, type NotificationMapJob } from '@ins-relay/contracts';
import { LedgerReader, LedgerWriter } from '@ins-relay/ledger';
import { JobProducer } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import { BulkReplayRunner } from '../src/bulk/bulk-replay-runner.js';
import { BulkReplayStore } from '../src/bulk/bulk-replay-store.js';

const NOW = Date.UTC(2026, 10, 24, 12);
const about = { query: { outcome: 'failed' }, reason: 'RedTrack was down', by: 'ann' } as const;

let server: RedisServer;
let redis: Redis;
let replays: BulkReplayStore;
let writer: LedgerWriter;
let reader: LedgerReader;
let queue: JobProducer<NotificationMapJob>;
let runners: BulkReplayRunner[];
let createRunner: () => BulkReplayRunner;

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
  const ledger = { redis, keyPrefix, keyring, keepSeconds: 86_400 };
  writer = new LedgerWriter(ledger);
  reader = new LedgerReader(ledger, () => NOW);
  queue = new JobProducer(JOB_CATALOG.notificationMap, { redis, keyPrefix, keyring, onError });
  replays = new BulkReplayStore(redis, keyPrefix);
  runners = [];
  createRunner = () => {
    const runner = new BulkReplayRunner({
      replays,
      reader,
      writer,
      queue,
      readNowMs: () => NOW,
      onError,
    });
    runners.push(runner);
    return runner;
  };
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await queue.close();
});

async function writeFailed(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const eventId = createEventId(NOW - count + i, randomBytes(11));
    await writer.append(
      eventId,
      [
        { type: 'received', atMs: NOW, connectionId: 'acme', source: 'ins', kind: 'Sale' },
        { type: 'settled', atMs: NOW, outcome: 'failed', cause: 'attempts-used-up' },
      ],
      { record: { notification: '{}' } },
    );
    ids.push(eventId);
  }
  return ids;
}

const waitUntilOver = (id: string) =>
  waitFor(async () => (await replays.find(id))?.state !== 'running', { describe: 'the replay to be over' });

test('every event is put into the queue once, with the reason in its timeline, though two processes run', async () => {
  const ids = await writeFailed(120);
  const { id } = await replays.create(about, [...ids, createEventId(NOW, randomBytes(11))], NOW);
  for (const runner of [createRunner(), createRunner()]) runner.look();
  await waitUntilOver(id);
  expect(await replays.find(id)).toMatchObject({ state: 'done', total: 121, replayed: 120, skipped: 1 });
  expect((await queue.count()).waiting).toBe(120);
  const { entries } = (await reader.read(ids[7] ?? '')) ?? { entries: [] };
  expect(entries.at(-1)).toMatchObject({ type: 'requeued', generation: 1, reason: about.reason, by: 'ann' });
});

test('what a process left behind another one takes up', async () => {
  const ids = await writeFailed(60);
  const { id } = await replays.create(about, ids, NOW);
  // As if it had died after the first batch.
  await replays.advance(id, 50, 0);
  createRunner().look();
  await waitUntilOver(id);
  expect(await replays.find(id)).toMatchObject({ state: 'done', replayed: 60 });
  expect((await queue.count()).waiting).toBe(10);
});

test('a cancelled one goes no further', async () => {
  const { id } = await replays.create(about, await writeFailed(3), NOW);
  await replays.cancel(id, NOW);
  const runner = createRunner();
  runner.look();
  await runner.stop();
  expect(await replays.find(id)).toMatchObject({ state: 'cancelled', replayed: 0, endedAtMs: NOW });
  expect((await queue.count()).waiting).toBe(0);
});
