import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ConnectionDirectory, ConnectionStore } from '@ins-relay/connections';
import { createEventId, JOB_CATALOG, type Connection, type NotificationMapJob } from '@ins-relay/contracts';
import { ClickLinks, HeldEvents, LedgerReader, LedgerWriter } from '@ins-relay/ledger';
import { ClaimStore, JobProducer, type JobRun } from '@ins-relay/queue';
import { Keyring, parseMasterKeys, sealJobField } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { MapNotification } from '../src/map-notification.js';

const CLICK_ID = '65f1c0de65f1c0de65f1c0de';
const START_MS = Date.UTC(2026, 10, 23, 12);
const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));
const settings = JSON.parse(
  readFileSync(join(__dirname, '../../../packages/mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const connection: Connection = { ...settings, id: 'acme', rules: [] };

let server: RedisServer;
let redis: Redis;
let nowMs: number;
let directory: ConnectionDirectory;
let store: ConnectionStore;
let reader: LedgerReader;
let writer: LedgerWriter;
let held: HeldEvents;
let deliverQueue: JobProducer<InstanceType<(typeof JOB_CATALOG.postbackDeliver)['payload']>>;
let mapNotification: MapNotification;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(async () => {
  const keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
  const ledger = { redis, keyPrefix, keyring, keepSeconds: 86_400 };
  nowMs = START_MS;
  store = new ConnectionStore(redis, keyPrefix, keyring);
  await store.save([connection]);
  directory = new ConnectionDirectory(store);
  await directory.start();
  reader = new LedgerReader(ledger, () => nowMs);
  writer = new LedgerWriter(ledger);
  held = new HeldEvents(redis, keyPrefix);
  deliverQueue = new JobProducer(JOB_CATALOG.postbackDeliver, {
    redis,
    keyPrefix,
    onError: (error) => {
      throw error;
    },
  });
  mapNotification = new MapNotification({
    directory,
    keyring,
    claims: new ClaimStore(redis, keyPrefix, 60),
    clickLinks: new ClickLinks(redis, keyPrefix, 60),
    held,
    reader,
    writer,
    deliverQueue,
    readNowMs: () => nowMs,
  });
});
afterEach(async () => {
  await directory.stop();
  await deliverQueue.close();
});

const firstRun: JobRun = {
  jobId: 'j',
  attempt: 1,
  attemptsMax: 30,
  enqueuedAtMs: START_MS,
  isFirstStart: true,
  isRerun: false,
};
const rerun: JobRun = { ...firstRun, isFirstStart: false, isRerun: true };

function createJob(payload: Record<string, unknown> = {}): NotificationMapJob {
  const eventId = createEventId(START_MS, randomBytes(11));
  const sale = {
    transactionType: 'SALE',
    receipt: 'CWOGBZLN',
    vendor: 'acme',
    role: 'VENDOR',
    version: 7,
    totalAccountAmount: 28.94,
    trackingCodes: [CLICK_ID],
  };
  return {
    schema: 1,
    eventId,
    generation: 0,
    connectionId: 'acme',
    source: 'ins',
    verification: 'encrypted',
    receivedAtMs: START_MS,
    sealedNotification: sealJobField(
      keyring,
      'notification',
      eventId,
      JSON.stringify({ ...sale, ...payload }),
    ),
  };
}

const summaryOf = async (job: NotificationMapJob) => (await reader.read(job.eventId))?.summary;
const jobIdOf = (job: NotificationMapJob) => `${job.eventId}-${job.generation}-1`;

test('a crash between the ledger and the enqueue is made good by the next run', async () => {
  const job = createJob();
  await mapNotification.map(job, firstRun);
  // What such a crash leaves behind: everything but the job.
  await deliverQueue.remove(jobIdOf(job));
  await mapNotification.map(job, rerun);
  expect(await deliverQueue.find(jobIdOf(job))).toMatchObject({ eventId: job.eventId });
  expect((await reader.read(job.eventId))?.entries.map((entry) => entry.type)).toEqual([
    'received',
    'mapped',
  ]);
});

test('a run that is repeated after its postback was delivered enqueues nothing', async () => {
  const job = createJob();
  await mapNotification.map(job, firstRun);
  await deliverQueue.remove(jobIdOf(job));
  const settled = {
    type: 'postback-settled',
    atMs: nowMs,
    generation: 0,
    ordinal: 1,
    outcome: 'delivered',
  } as const;
  await writer.append(job.eventId, [settled]);
  await mapNotification.map(job, rerun);
  expect(await deliverQueue.find(jobIdOf(job))).toBeUndefined();
  expect(await summaryOf(job)).toMatchObject({ outcome: 'delivered' });
});

test('a crash right after the claim does not make the event its own duplicate', async () => {
  const job = createJob();
  await mapNotification.map(createJob(), firstRun);
  const duplicate = await mapNotification.map(job, firstRun);
  expect(duplicate).toMatchObject({ outcome: 'duplicate', cause: 'same-transaction' });
  const other = createJob({ receipt: 'OTHER001' });
  await mapNotification.map(other, firstRun);
  await redis.del((await redis.keys(`*:ev:${other.eventId}`))[0] ?? '');
  expect(await mapNotification.map(other, rerun)).toMatchObject({ outcome: 'mapped' });
});

test('an upsell waits for its parent as long as the connection says, then is unattributed', async () => {
  const upsell = createJob({ trackingCodes: [], upsell: { upsellOriginalReceipt: 'PARENT01' } });
  expect((await mapNotification.map(upsell, firstRun)).verdict).toEqual({
    verdict: 'wait',
    untilMs: START_MS + 1_000,
  });
  nowMs = START_MS + 899_000;
  expect((await mapNotification.map(upsell, rerun)).verdict).toEqual({
    verdict: 'wait',
    untilMs: START_MS + 900_000,
  });
  nowMs = START_MS + 900_000;
  expect(await mapNotification.map(upsell, rerun)).toMatchObject({
    outcome: 'unattributed',
    cause: 'parent-not-seen',
  });
  const types = (await reader.read(upsell.eventId))?.entries.map((entry) => entry.type);
  expect(types).toEqual(['received', 'waiting', 'settled']);
});

test('an upsell does not wait for a parent that came without a click id', async () => {
  await mapNotification.map(createJob({ receipt: 'PARENT01', trackingCodes: [] }), firstRun);
  const upsell = createJob({ trackingCodes: [], upsell: { upsellOriginalReceipt: 'PARENT01' } });
  expect(await mapNotification.map(upsell, firstRun)).toMatchObject({
    outcome: 'unattributed',
    cause: 'no-click-id',
  });
});

test('a sale that is not sent still tells its refund the click id', async () => {
  await store.save([{ ...connection, events: { ...connection.events, Sale: null } }]);
  await directory.stop();
  await directory.start();
  expect(await mapNotification.map(createJob(), firstRun)).toMatchObject({
    outcome: 'ignored',
    cause: 'matched-none',
  });
  const refund = createJob({ transactionType: 'RFND', trackingCodes: [] });
  await mapNotification.map(refund, firstRun);
  expect(await summaryOf(refund)).toMatchObject({ clickId: CLICK_ID, clickIdSource: 'parent' });
});

test('an event whose connection was deleted is quarantined, and can be replayed', async () => {
  const job = { ...createJob(), connectionId: 'gone' };
  expect(await mapNotification.map(job, firstRun)).toMatchObject({
    outcome: 'quarantined',
    cause: 'connection-deleted',
  });
  expect((await reader.read(job.eventId))?.openRecord().notification).toMatch(/CWOGBZLN/);
});

test('a payload that was sealed under another master key is quarantined', async () => {
  const job = { ...createJob(), sealedNotification: 'AQJrMQ==' };
  expect(await mapNotification.map(job, firstRun)).toMatchObject({
    outcome: 'quarantined',
    cause: 'cannot-unseal',
  });
});

test('an event of a paused connection is held', async () => {
  await store.setEnabled('acme', false);
  await directory.stop();
  await directory.start();
  const job = createJob();
  expect(await mapNotification.map(job, firstRun)).toMatchObject({ outcome: 'held' });
  expect(await held.count('acme')).toBe(1);
  expect(await summaryOf(job)).toMatchObject({ outcome: 'pending', isHeld: true });
});
