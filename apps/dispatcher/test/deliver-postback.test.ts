import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ConnectionDirectory, ConnectionStore } from '@ins-relay/connections';
import { createEventId, type Connection, type DeliverySettings } from '@ins-relay/contracts';
import { DestinationBoard, DestinationGate, RateBudget } from '@ins-relay/destinations';
import { HeldEvents, LedgerReader, LedgerWriter } from '@ins-relay/ledger';
import type { JobRun } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import type { DeliverJob } from '../src/deliver-job.js';
import { DeliverPostback } from '../src/deliver-postback.js';
import { PostbackSender } from '../src/postback-sender.js';

const START_MS = Date.UTC(2026, 10, 23, 12);
const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));
const settings = JSON.parse(
  readFileSync(join(__dirname, '../../../packages/mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const delivery: DeliverySettings = {
  timeoutMs: 1_000,
  attempts: 5,
  concurrency: 4,
  ratePerSecond: 1_000,
  breaker: { failures: 2, pauseSeconds: 10 },
};

let server: RedisServer;
let redis: Redis;
let redTrack: Server;
let destination: string;
let answer: { status: number; headers?: Record<string, string> };
let calls: number;
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
  redTrack = createServer((_request, response) => {
    calls += 1;
    response.writeHead(answer.status, answer.headers).end('an answer');
  });
  redTrack.listen(0, '127.0.0.1');
  await once(redTrack, 'listening');
  destination = `http://127.0.0.1:${(redTrack.address() as AddressInfo).port}`;
});
afterAll(async () => {
  redTrack.close();
  await redis.quit();
  await server.stop();
});

let nowMs: number;
let store: ConnectionStore;
let directory: ConnectionDirectory;
let board: DestinationBoard;
let held: HeldEvents;
let reader: LedgerReader;
let writer: LedgerWriter;
let sender: PostbackSender;
let deliverPostback: DeliverPostback;

async function start({ allowPrivateDestinations = true } = {}): Promise<void> {
  const keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
  const ledger = { redis, keyPrefix, keyring, keepSeconds: 86_400 };
  nowMs = START_MS;
  answer = { status: 200 };
  calls = 0;
  store = new ConnectionStore(redis, keyPrefix, keyring);
  const connection = { ...settings, rules: [], delivery };
  await store.save([
    { ...connection, id: 'own' },
    { ...connection, id: 'other', delivery: { ...delivery, attempts: 1 } },
    { ...connection, id: 'paused', enabled: false },
  ]);
  directory = new ConnectionDirectory(store);
  await directory.start();
  board = new DestinationBoard({ redis, keyPrefix, onError: () => undefined });
  await board.start();
  held = new HeldEvents(redis, keyPrefix);
  reader = new LedgerReader(ledger, () => nowMs);
  writer = new LedgerWriter(ledger);
  sender = new PostbackSender({ allowPrivateDestinations });
  const readNowMs = () => nowMs;
  const budget = new RateBudget(redis, keyPrefix, readNowMs);
  deliverPostback = new DeliverPostback({
    directory,
    keyring,
    held,
    reader,
    writer,
    gate: new DestinationGate({ board, budget, concurrency: 60, wake: async () => false, readNowMs }),
    sender,
    retryBaseMs: 1_000,
    readNowMs,
    random: () => 0.5,
  });
}
afterEach(async () => {
  board.stop();
  await directory.stop();
  await sender.close();
});

const firstRun: JobRun = {
  jobId: 'j',
  attempt: 1,
  attemptsMax: 30,
  enqueuedAtMs: START_MS,
  isFirstStart: true,
  isRerun: false,
};

/** A mapped event, and the job of its only postback. */
async function createJob(overrides: Partial<DeliverJob> = {}): Promise<DeliverJob> {
  const eventId = createEventId(START_MS, randomBytes(11));
  const mapped = { generation: 0, matchedBy: 'event matching', clickId: 'c', clickIdSource: 'trackingCodes' };
  const postback = { ordinal: 1, conversionType: 'Purchase', sum: '28.94', rdtkEventId: 'r' };
  await writer.append(eventId, [
    { type: 'received', atMs: START_MS, connectionId: 'own', source: 'ins', kind: 'Sale' },
    { type: 'mapped', atMs: START_MS, ...mapped, postbacks: [postback] },
  ]);
  return {
    schema: 1,
    eventId,
    generation: 0,
    ordinal: 1,
    connectionId: 'own',
    rdtkEventId: 'r',
    destination,
    text: `${destination}/postback?clickid=c`,
    receivedAtMs: START_MS,
    ...overrides,
  };
}

const readEvent = async ({ eventId }: DeliverJob) => (await reader.read(eventId))?.summary;
const readEntries = async ({ eventId }: DeliverJob, type: string) =>
  ((await reader.read(eventId))?.entries ?? []).filter((entry) => entry.type === type);

describe('a postback', () => {
  beforeEach(() => start());

  test('that was answered is delivered', async () => {
    const job = await createJob();
    expect(await deliverPostback.deliver(job, firstRun)).toMatchObject({ verdict: { verdict: 'done' } });
    expect(await readEvent(job)).toMatchObject({ outcome: 'delivered', postbacks: [{ attempts: 1 }] });
  });

  test('whose destination is left alone waits, uses no attempt, and says so once in its timeline', async () => {
    answer = { status: 503 };
    for (let i = 0; i < 2; i++) await deliverPostback.deliver(await createJob(), firstRun);
    expect(board.find(destination)).toMatchObject({ state: 'open', reason: 'status 503' });
    const job = await createJob();
    // It stood behind others before, for its destination was busy.
    let run: JobRun = { ...firstRun, isFirstStart: false };
    for (let i = 0; i < 3; i++) {
      const { verdict } = await deliverPostback.deliver(job, run);
      if (verdict.verdict !== 'wait') throw new Error(`it did not wait: ${verdict.verdict}`);
      run = { ...run, note: verdict.note };
    }
    expect(calls).toBe(2);
    expect(await readEntries(job, 'blocked')).toHaveLength(1);
    expect(await readEvent(job)).toMatchObject({
      outcome: 'pending',
      cause: 'destination-blocked',
      postbacks: [{ attempts: 0 }],
    });
    answer = { status: 200 };
    nowMs += 10_001;
    await deliverPostback.deliver(job, run);
    expect(await readEvent(job)).toMatchObject({ outcome: 'delivered' });
    expect(board.find(destination)).toBeUndefined();
  });

  test('that RedTrack refuses fails, and says nothing against its destination', async () => {
    answer = { status: 404 };
    for (let i = 0; i < 3; i++) {
      const job = await createJob();
      await deliverPostback.deliver(job, firstRun);
      expect(await readEvent(job)).toMatchObject({ outcome: 'failed', cause: 'refused-by-redtrack' });
    }
    expect(board.find(destination)).toBeUndefined();
  });

  test('pauses its destination for as long as Retry-After says', async () => {
    answer = { status: 429, headers: { 'retry-after': '7' } };
    const { verdict } = await deliverPostback.deliver(await createJob(), firstRun);
    expect(verdict).toMatchObject({ verdict: 'retry', delayMs: 7_000 });
    expect(board.find(destination)).toMatchObject({ untilMs: START_MS + 7_000, reason: 'asked to wait' });
  });

  test('that goes to another connection’s RedTrack is delivered by the settings of that one', async () => {
    answer = { status: 500 };
    const job = await createJob({ destinationConnectionId: 'other' });
    await deliverPostback.deliver(job, firstRun);
    expect(await readEvent(job)).toMatchObject({ outcome: 'failed', cause: 'attempts-used-up' });
  });

  test('that goes to a paused connection’s RedTrack is held under that one', async () => {
    const job = await createJob({ destinationConnectionId: 'paused' });
    await deliverPostback.deliver(job, firstRun);
    expect(calls).toBe(0);
    expect([await held.count('paused'), await held.count('own')]).toEqual([1, 0]);
  });

  test('that goes to a connection that is gone is quarantined', async () => {
    const job = await createJob({ destinationConnectionId: 'gone' });
    await deliverPostback.deliver(job, firstRun);
    expect(await readEvent(job)).toMatchObject({ outcome: 'quarantined', cause: 'destination-unknown' });
  });
});

test('where private addresses are not allowed, an event that meets one is quarantined and nothing is sent', async () => {
  await start({ allowPrivateDestinations: false });
  const job = await createJob();
  const { verdict } = await deliverPostback.deliver(job, firstRun);
  expect(verdict).toMatchObject({ verdict: 'give-up' });
  expect(await readEvent(job)).toMatchObject({
    outcome: 'quarantined',
    cause: 'destination-private',
    detail: '127.0.0.1',
  });
  expect(calls).toBe(0);
});
