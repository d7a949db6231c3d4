import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ConnectionDirectory, ConnectionStore } from '@ins-relay/connections';
import { createEventId, JOB_CATALOG, type Connection, type NotificationMapJob } from '@ins-relay/contracts';
import {
  ClaimStore,
  ClickLinks,
  HeldEvents,
  LedgerReader,
  LedgerWriter,
  type TimelineEntry,
} from '@ins-relay/ledger';
import { JobProducer, type JobRun } from '@ins-relay/queue';
import { adoptOrphans, approveEvent, assignClickId, ignoreEvent, type AdoptPorts } from '@ins-relay/repair';
import { JobSealer, Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { PostbackOutbox } from '../src/postback-outbox.js';
import type { MapJob } from '../src/map-job.js';
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
let mapQueue: JobProducer<NotificationMapJob>;
let outbox: PostbackOutbox;
let repairs: AdoptPorts;
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
  const queue = {
    redis,
    keyPrefix,
    keyring,
    onError: (error: Error) => {
      throw error;
    },
  };
  deliverQueue = new JobProducer(JOB_CATALOG.postbackDeliver, queue);
  mapQueue = new JobProducer(JOB_CATALOG.notificationMap, queue);
  const clickLinks = new ClickLinks(redis, keyPrefix, 60);
  repairs = { reader, writer, queue: mapQueue, clickLinks };
  outbox = new PostbackOutbox(deliverQueue);
  mapNotification = new MapNotification({
    directory,
    claims: new ClaimStore(redis, keyPrefix, 60),
    clickLinks: repairs.clickLinks,
    adopt: (orphanage, exceptEventId, atMs) => adoptOrphans(repairs, orphanage, exceptEventId, atMs),
    held,
    reader,
    writer,
    outbox,
    readNowMs: () => nowMs,
  });
});
afterEach(async () => {
  await directory.stop();
  await Promise.all([deliverQueue.close(), mapQueue.close()]);
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

function createJob(payload: Record<string, unknown> = {}): MapJob {
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
    text: JSON.stringify({ ...sale, ...payload }),
  };
}

const summaryOf = async (job: MapJob) => (await reader.read(job.eventId))?.summary;
const jobIdOf = (job: MapJob) => `${job.eventId}-${job.generation}-1`;

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

describe('notifications of a batch', () => {
  const batchId = 'e1kb4g7z0q5s9xw3hn2vc-batch';
  const inBatch: JobRun = { ...firstRun, batchId };
  const createPair = () => [createJob({ receipt: 'AAAAAAAA' }), createJob({ receipt: 'BBBBBBBB' })] as const;
  const alone = (job: MapJob) => ({ ...job, begunInBatch: batchId });

  test('their postbacks are enqueued as one batch, once all are mapped', async () => {
    const pair = createPair();
    for (const job of pair) await mapNotification.map(job, inBatch);
    expect(await deliverQueue.count()).toMatchObject({ waiting: 0 });
    await outbox.finish(batchId);
    expect(await deliverQueue.listBatch(batchId)).toEqual(pair.map(jobIdOf));
  });

  test('a crash before that is made good by each of them alone', async () => {
    const pair = createPair();
    for (const job of pair) await mapNotification.map(job, inBatch);
    for (const job of pair) await mapNotification.map(alone(job), rerun);
    expect(await deliverQueue.listBatch(batchId)).toEqual([]);
    // It may have been sent meanwhile, so the dispatcher has to look.
    for (const job of pair) {
      expect(await deliverQueue.find(jobIdOf(job))).toMatchObject({ begunInBatch: batchId });
    }
  });

  test('a crash after that enqueues nothing a second time', async () => {
    const pair = createPair();
    for (const job of pair) await mapNotification.map(job, inBatch);
    await outbox.finish(batchId);
    for (const job of pair) await mapNotification.map(alone(job), rerun);
    expect(await deliverQueue.count()).toMatchObject({ waiting: 2 });
    expect(await deliverQueue.listBatch(batchId)).toEqual(pair.map(jobIdOf));
  });
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

test('a crash before the orphans of a receipt go on is made good by the next run', async () => {
  const upsell = createJob({
    receipt: 'UPSELL01',
    trackingCodes: [],
    upsell: { upsellOriginalReceipt: 'CWOGBZLN' },
  });
  nowMs = START_MS + 900_000;
  expect(await mapNotification.map(upsell, firstRun)).toMatchObject({ outcome: 'unattributed' });
  const sale = createJob();
  const mapped: TimelineEntry = {
    type: 'mapped',
    atMs: nowMs,
    generation: 0,
    matchedBy: 'event matching',
    clickId: CLICK_ID,
    clickIdSource: 'trackingCodes',
    postbacks: [{ ordinal: 1, conversionType: 'Purchase', sum: '28.94', rdtkEventId: 'r1' }],
  };
  const received = { type: 'received', atMs: nowMs, connectionId: 'acme', source: 'ins' } as const;
  await writer.append(sale.eventId, [{ ...received, receipt: 'CWOGBZLN' }, mapped]);
  expect(await mapNotification.map(sale, rerun)).toMatchObject({ outcome: 'mapped before' });
  expect(await mapQueue.find(`${upsell.eventId}-1`)).toMatchObject({ eventId: upsell.eventId });
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

test('a replay keeps the rdtk_event_id; a resend has a new one, even of a duplicate', async () => {
  const job = createJob();
  await mapNotification.map(job, firstRun);
  const readId = async (eventId: string) => (await reader.read(eventId))?.summary.postbacks[0]?.rdtkEventId;
  const original = await readId(job.eventId);
  await mapNotification.map({ ...job, generation: 1, source: 'replay' }, firstRun);
  expect(await readId(job.eventId)).toBe(original);
  await mapNotification.map({ ...job, generation: 2, source: 'replay', resend: true }, firstRun);
  expect(await readId(job.eventId)).toBe(`${original}-r2`);
  const twin = createJob();
  expect(await mapNotification.map(twin, firstRun)).toMatchObject({ outcome: 'duplicate' });
  const resend = { ...twin, generation: 1, source: 'replay', resend: true } as const;
  expect(await mapNotification.map(resend, firstRun)).toMatchObject({ outcome: 'mapped' });
});

test('an event whose connection was deleted is quarantined, and can be replayed', async () => {
  const job = { ...createJob(), connectionId: 'gone' };
  expect(await mapNotification.map(job, firstRun)).toMatchObject({
    outcome: 'quarantined',
    cause: 'connection-deleted',
  });
  expect((await reader.read(job.eventId))?.openRecord().notification).toMatch(/CWOGBZLN/);
});

test('a notification that could not be unsealed is quarantined', async () => {
  const job = { ...createJob(), text: undefined };
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

/** Runs what a repair put into the queue. */
async function mapRequeued(job: MapJob, generation: number) {
  const requeued = await mapQueue.find(`${job.eventId}-${generation}`);
  if (requeued === undefined) throw new Error('it was not queued again');
  const sealer = new JobSealer<NotificationMapJob>(keyring, JOB_CATALOG.notificationMap);
  return mapNotification.map(sealer.open(requeued as NotificationMapJob), firstRun);
}

async function changeConnection(changes: Partial<Connection>, others: Connection[] = []): Promise<void> {
  await store.save([{ ...connection, ...changes }, ...others]);
  await directory.stop();
  await directory.start();
}

describe('events that were given up for want of a click id', () => {
  const upsell = () =>
    createJob({ receipt: 'UPSELL01', trackingCodes: [], upsell: { upsellOriginalReceipt: 'PARENT01' } });
  const rebill = () => createJob({ transactionType: 'BILL', receipt: 'UPSELL01-B002', trackingCodes: [] });

  test('go on when their parent comes after all, and so do their own children', async () => {
    const [child, grandchild] = [upsell(), rebill()];
    nowMs = START_MS + 900_000;
    expect(await mapNotification.map(child, firstRun)).toMatchObject({ outcome: 'unattributed' });
    expect(await mapNotification.map(grandchild, firstRun)).toMatchObject({ outcome: 'unattributed' });
    await mapNotification.map(createJob({ receipt: 'PARENT01' }), firstRun);
    expect(await mapRequeued(child, 1)).toMatchObject({ outcome: 'mapped' });
    expect(await mapRequeued(grandchild, 1)).toMatchObject({ outcome: 'mapped' });
    expect(await summaryOf(grandchild)).toMatchObject({ clickId: CLICK_ID, clickIdSource: 'parent' });
  });

  test('go on when an operator assigns their parent a click id', async () => {
    const [sale, refund] = [
      createJob({ trackingCodes: [] }),
      createJob({ transactionType: 'RFND', trackingCodes: [] }),
    ];
    await mapNotification.map(sale, firstRun);
    expect(await mapNotification.map(refund, firstRun)).toMatchObject({ outcome: 'unattributed' });
    await assignClickId(repairs, sale.eventId, CLICK_ID, 'test', nowMs);
    expect(await mapRequeued(refund, 1)).toMatchObject({ outcome: 'mapped' });
    expect(await mapRequeued(sale, 1)).toMatchObject({ outcome: 'mapped' });
    expect(await mapQueue.find(`${refund.eventId}-2`)).toBeUndefined();
  });

  test('stay where an operator has put them', async () => {
    const child = upsell();
    nowMs = START_MS + 900_000;
    await mapNotification.map(child, firstRun);
    expect(await ignoreEvent(repairs, child.eventId, 'not ours', 'test', nowMs)).toEqual({
      result: 'ignored',
    });
    await mapNotification.map(createJob({ receipt: 'PARENT01' }), firstRun);
    expect(await mapQueue.find(`${child.eventId}-1`)).toBeUndefined();
    expect(await summaryOf(child)).toMatchObject({ outcome: 'ignored', cause: 'operator-ignored' });
  });
});

describe('an event that a rule holds', () => {
  const rules = [{ name: 'review', when: 'event.amount > 10', hold: 'look at it' }];

  test('waits until it is approved, and is not held again by a later replay', async () => {
    await changeConnection({ rules });
    const job = createJob();
    expect(await mapNotification.map(job, firstRun)).toMatchObject({ outcome: 'held', cause: 'rule-held' });
    expect(await summaryOf(job)).toMatchObject({ outcome: 'pending', detail: 'rule review: look at it' });
    expect(await deliverQueue.find(jobIdOf(job))).toBeUndefined();
    await approveEvent(repairs, job.eventId, 'test', nowMs);
    expect(await mapRequeued(job, 1)).toMatchObject({ outcome: 'mapped', postbacks: 1 });
    const replayed = { ...job, generation: 2, source: 'replay' } as const;
    expect(await mapNotification.map(replayed, firstRun)).toMatchObject({ outcome: 'mapped' });
  });

  test('can be approved only while it is held', async () => {
    const job = createJob();
    await mapNotification.map(job, firstRun);
    expect(await approveEvent(repairs, job.eventId, 'test', nowMs)).toEqual({ result: 'not-held' });
  });
});

test('a rule sends one event to two RedTracks, each with its own currency and token', async () => {
  const other: Connection = {
    ...connection,
    id: 'other',
    redtrack: { trackingDomain: 'https://track.other.example', postbackToken: 'T', currency: 'EUR' },
  };
  const send = [{ type: 'Purchase' }, { type: 'Lead', amount: '0', connection: 'other' }];
  await changeConnection({ rules: [{ name: 'both', when: 'true', send }] }, [other]);
  const job = createJob();
  await mapNotification.map(job, firstRun);
  const second = await deliverQueue.find(`${job.eventId}-0-2`);
  expect(second).toMatchObject({
    destination: 'https://track.other.example',
    destinationConnectionId: 'other',
  });
  expect((await reader.read(job.eventId))?.openRecord().urls?.[1]).toMatch(/currency=EUR.*&ptoken=T$/);
  // What a crash before the enqueue leaves behind is made good for both.
  await deliverQueue.remove(`${job.eventId}-0-2`);
  await mapNotification.map(job, rerun);
  expect(await deliverQueue.find(`${job.eventId}-0-2`)).toEqual({
    ...(second as object),
    sealedUrl: expect.anything() as unknown,
  });
});

test('a rule that sends to a connection that is gone quarantines the event', async () => {
  const send = [{ type: 'Purchase', connection: 'gone' }];
  await changeConnection({ rules: [{ name: 'elsewhere', when: 'true', send }] });
  expect(await mapNotification.map(createJob(), firstRun)).toMatchObject({
    outcome: 'quarantined',
    cause: 'destination-unknown',
  });
});

describe('a purchase that ClickBank’s S2S postback reported first', () => {
  const pixel = { ...connection.pixel, events: { 'Initial Purchase': 'Sale' as const } };
  const createHit = (parameters: Record<string, string>): MapJob => {
    const eventId = createEventId(START_MS, randomBytes(11));
    const hit = {
      parameters: { event_type: 'Initial Purchase', receipt_id: 'CWOGBZLN', role: 'VENDOR', ...parameters },
      receivedAt: new Date(START_MS).toISOString(),
    };
    return {
      ...createJob(),
      eventId,
      source: 'pixel',
      verification: 'key',
      text: JSON.stringify(hit),
    };
  };

  test('and that could not be sent does not make the notification its duplicate', async () => {
    await changeConnection({ pixel });
    // A vendor's S2S postback does not tell what the account earns.
    const hit = createHit({ tid: CLICK_ID });
    expect(await mapNotification.map(hit, firstRun)).toMatchObject({ outcome: 'quarantined' });
    expect(await mapNotification.map(createJob(), firstRun)).toMatchObject({ outcome: 'mapped' });
    expect(await mapNotification.map({ ...hit, generation: 1, source: 'replay' }, firstRun)).toMatchObject({
      outcome: 'duplicate',
    });
  });

  test('and that was sent does', async () => {
    await changeConnection({ pixel, amount: { from: 'totalOrderAmount' } });
    const hit = createHit({ tid: CLICK_ID, total_transaction_amount: '47.00' });
    expect(await mapNotification.map(hit, firstRun)).toMatchObject({ outcome: 'mapped' });
    expect(await mapNotification.map(createJob(), firstRun)).toMatchObject({ outcome: 'duplicate' });
  });
});
