import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createEventId } from '@ins-relay/contracts';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import {
  ClaimStore,
  ClickLinks,
  HeldEvents,
  LedgerReader,
  LedgerWriter,
  UnverifiedCalls,
  type EventQuery,
  type TimelineEntry,
} from '../src/index.js';
import { LedgerKeys, toDay, type Lookup } from '../src/ledger-keys.js';
import { unpackEventIds } from '../src/pack-event-ids.js';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 23, 12);
const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));

let server: RedisServer;
let redis: Redis;
let prefix: string;
let writer: LedgerWriter;
let reader: LedgerReader;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(() => {
  prefix = `{t${randomBytes(4).toString('hex')}}`;
  const options = { redis, keyPrefix: prefix, keyring, keepSeconds: 45 * 86_400 };
  writer = new LedgerWriter(options);
  reader = new LedgerReader(options, () => NOW_MS);
});

async function writeEvent(
  about: { atMs?: number; connectionId?: string; receipt?: string; email?: string },
  ...after: TimelineEntry[]
): Promise<string> {
  const { atMs = NOW_MS, connectionId = 'acme', receipt = 'CWOGBZLN', email } = about;
  const eventId = createEventId(atMs, randomBytes(11));
  const received: TimelineEntry = {
    type: 'received',
    atMs,
    connectionId,
    source: 'ins',
    kind: 'Sale',
    receipt,
  };
  await writer.append(eventId, [received, ...after], {
    record: {
      notification: '{"customer":{"billing":{"email":"buyer@example.test"}}}',
      urls: ['https://t/postback?x=1'],
    },
    email,
  });
  return eventId;
}

const failed: TimelineEntry = {
  type: 'settled',
  atMs: NOW_MS,
  outcome: 'quarantined',
  cause: 'amount-unreadable',
};
const list = async (query: EventQuery) =>
  (await reader.list(query, 100)).events.map((event) => event.eventId);

test('an event is found by its id, receipt, click id and e-mail, in whatever case the e-mail is written', async () => {
  const mapped: TimelineEntry = {
    type: 'mapped',
    atMs: NOW_MS,
    generation: 0,
    matchedBy: 'event matching',
    clickId: 'c0ffee',
    clickIdSource: 'trackingCodes',
    postbacks: [],
  };
  const id = await writeEvent({ email: 'Buyer@Example.test' }, mapped);
  await writeEvent({ receipt: 'OTHER001' });
  expect((await reader.read(id))?.summary).toMatchObject({ receipt: 'CWOGBZLN', connectionId: 'acme' });
  expect(await list({ receipt: 'cwogbzln' })).toEqual([id]);
  expect(await list({ clickId: 'c0ffee' })).toEqual([id]);
  expect(await list({ email: ' buyer@example.TEST ' })).toEqual([id]);
  expect(await list({ email: 'somebody@else.test' })).toEqual([]);
});

const EMAIL = 'buyer@example.test';
const CLICK_ID = '65f1c0de65f1c0de65f1c0de';
const assigned: TimelineEntry = { type: 'assigned', atMs: NOW_MS, clickId: CLICK_ID, by: 'ann' };
const queries: EventQuery[] = [{ receipt: 'CWOGBZLN' }, { clickId: CLICK_ID }, { email: EMAIL }];

/** Where an event of `EMAIL`, `CLICK_ID` and the usual receipt is found. */
function listLookups(): Lookup[] {
  const values = { receipt: 'CWOGBZLN', clickId: CLICK_ID, email: keyring.hashForLookup(EMAIL)[0] };
  return (['receipt', 'clickId', 'email'] as const).map((field) =>
    new LedgerKeys(prefix).lookup(field, values[field], toDay(NOW_MS)),
  );
}

test('all events of a receipt, a click id and an e-mail are found, the newest first, each once', async () => {
  const first = await writeEvent({ email: EMAIL }, assigned);
  const second = await writeEvent({ email: EMAIL }, assigned);
  const third = await writeEvent({ receipt: 'OTHER001', email: EMAIL }, assigned);
  await writer.append(first, [assigned], { email: EMAIL });
  expect(await list({ receipt: 'CWOGBZLN' })).toEqual([second, first]);
  expect(await list({ clickId: CLICK_ID })).toEqual([third, second, first]);
  expect(await list({ email: EMAIL })).toEqual([third, second, first]);
  expect(await list({ customer: reader.referToCustomer(EMAIL) })).toHaveLength(3);
});

test('an event is also found where an earlier release has entered it', async () => {
  const id = await writeEvent({ email: EMAIL }, assigned);
  for (const { key, earlierField } of listLookups()) {
    await redis.del(key);
    await redis.hset(key, earlierField, id);
  }
  for (const query of queries) expect(await list(query)).toEqual([id]);
});

test('releases that enter events side by side lose none of them', async () => {
  const [byReceipt] = listLookups();
  if (byReceipt === undefined) throw new Error('no look-up');
  const { key, field } = byReceipt;
  const first = await writeEvent({ email: EMAIL });
  await redis.hset(key, field, first);
  const second = await writeEvent({ email: EMAIL });
  const third = await writeEvent({ receipt: 'OTHER001' });
  const written = (await redis.hgetBuffer(key, field)) ?? Buffer.alloc(0);
  await redis.hset(key, field, Buffer.concat([written, Buffer.from(` ${third}`)]));
  const fourth = await writeEvent({ email: EMAIL });
  const value = (await redis.hgetBuffer(key, field)) ?? Buffer.alloc(0);
  expect(unpackEventIds(value)).toEqual([first, second, third, fourth]);
  expect(await list({ receipt: 'CWOGBZLN' })).toEqual([fourth, second, first]);
});

test('the record opens again, and nothing in Redis shows the customer', async () => {
  const id = await writeEvent({ email: 'buyer@example.test' });
  expect((await reader.read(id))?.openRecord()).toEqual({
    notification: '{"customer":{"billing":{"email":"buyer@example.test"}}}',
    urls: ['https://t/postback?x=1'],
  });
  for (const key of await redis.keys(`${prefix}*`)) {
    const dump = (await redis.dumpBuffer(key)) ?? Buffer.alloc(0);
    expect(dump.includes('buyer')).toBe(false);
  }
});

test('lists are newest first and paged without gaps or repeats while new events arrive', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 25; i++) ids.push(await writeEvent({ atMs: NOW_MS - (25 - i) * HOUR_MS * 0.3 }));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.list({}, 4, cursor);
    seen.push(...page.events.map((event) => event.eventId));
    cursor = page.nextCursor;
    await writeEvent({});
  } while (cursor !== undefined);
  expect(seen).toEqual(ids.reverse());
});

test('the newest are all there though a page ends early to spare Redis', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 9; i++) ids.push(await writeEvent({ atMs: NOW_MS - (9 - i) * HOUR_MS }));
  const options = { redis, keyPrefix: prefix, keyring, keepSeconds: 45 * 86_400 };
  const sparing = new LedgerReader(options, () => NOW_MS, 1);
  expect((await sparing.list({}, 100)).events).toHaveLength(1);
  const { events, hasMore } = await sparing.listNewest({}, 100);
  expect(events.map(({ eventId }) => eventId)).toEqual(ids.reverse());
  expect(hasMore).toBe(false);
  expect(await sparing.listNewest({}, 4)).toMatchObject({ hasMore: true, events: { length: 4 } });
});

test('filters hold together: connection, outcome, time', async () => {
  await writeEvent({ connectionId: 'acme' });
  const wanted = await writeEvent({ connectionId: 'acme', atMs: NOW_MS - HOUR_MS }, failed);
  await writeEvent({ connectionId: 'other', atMs: NOW_MS - HOUR_MS }, failed);
  await writeEvent({ connectionId: 'acme', atMs: NOW_MS - 5 * HOUR_MS }, failed);
  expect(await list({ connectionId: 'acme', outcome: 'quarantined', sinceMs: NOW_MS - 2 * HOUR_MS })).toEqual(
    [wanted],
  );
});

test('an event that is replayed and settled again leaves the list it was in, and is never listed twice', async () => {
  const id = await writeEvent({}, failed);
  const requeued: TimelineEntry = {
    type: 'requeued',
    atMs: NOW_MS,
    generation: 1,
    source: 'replay',
    by: 'ann',
  };
  await writer.append(id, [requeued]);
  expect(await list({ outcome: 'quarantined' })).toEqual([]);
  await writer.append(id, [failed], { isReplay: true });
  expect(await list({ outcome: 'quarantined' })).toEqual([id]);
});

test('a look-up can be added to an event alone, as a new master key wants it', async () => {
  const id = await writeEvent({});
  const query = { email: 'buyer@example.test' };
  expect((await reader.list(query, 10)).events).toEqual([]);
  await writer.append(id, [], query);
  const { events } = await reader.list(query, 10);
  expect(events.map(({ eventId }) => eventId)).toEqual([id]);
  expect((await reader.read(id))?.entries).toHaveLength(1);
});

test('everything of an event is gone after its time', async () => {
  const options = { redis, keyPrefix: prefix, keyring, keepSeconds: 1 };
  const briefly = new LedgerWriter(options);
  const eventId = createEventId(NOW_MS, randomBytes(11));
  await briefly.append(
    eventId,
    [{ type: 'received', atMs: NOW_MS, connectionId: 'acme', source: 'ins', receipt: 'CWOGBZLN' }, failed],
    { email: 'buyer@example.test' },
  );
  const isEmpty = async () => (await redis.keys(`${prefix}*`)).length === 0;
  expect(await isEmpty()).toBe(false);
  await waitFor(isEmpty, { describe: 'every key to expire', timeoutMs: 5_000 });
});

test('whoever follows hears of every change', async () => {
  const heard: string[] = [];
  const end = await reader.follow((eventId) => heard.push(eventId));
  const id = await writeEvent({});
  await waitFor(() => heard.includes(id), { describe: 'the event to be heard of' });
  end();
});

test('a click id is kept for its receipt, and "seen without one" never replaces it', async () => {
  const links = new ClickLinks(redis, prefix, 60);
  expect(await links.find('acme', 'CWOGBZLN')).toEqual({ status: 'unseen' });
  await links.remember('acme', 'CWOGBZLN', undefined);
  expect(await links.find('acme', 'CWOGBZLN')).toEqual({ status: 'seen-without' });
  await links.remember('acme', 'CWOGBZLN', 'c0ffee');
  await links.remember('acme', 'CWOGBZLN', undefined);
  expect(await links.find('acme', 'CWOGBZLN')).toEqual({ status: 'known', clickId: 'c0ffee' });
  expect(await links.find('other', 'CWOGBZLN')).toEqual({ status: 'unseen' });
});

test('a release that fails half-way hands out the rest, and what failed, again', async () => {
  const held = new HeldEvents(redis, prefix);
  for (const id of ['e1', 'e2', 'e3']) await held.add('acme', id);
  const released: string[] = [];
  const release = async (id: string) => {
    if (id === 'e2' && !released.includes('tried')) {
      released.push('tried');
      throw new Error('Redis went away');
    }
    released.push(id);
  };
  await expect(held.releaseAll('acme', release)).rejects.toThrow('Redis went away');
  expect(await held.releaseAll('acme', release)).toBe(2);
  expect(released).toEqual(['e1', 'tried', 'e2', 'e3']);
});

test('unverified calls are kept sealed and bounded, and leave once they are accepted', async () => {
  const calls = new UnverifiedCalls(redis, prefix, keyring, 60);
  const call = (n: number) => ({ eventId: `e${n}`, receivedAtMs: n, body: Buffer.from(`body ${n}`) });
  for (let n = 0; n < 205; n++) await calls.keep('acme', call(n), false);
  expect(await calls.keep('acme', { ...call(0), body: Buffer.alloc(70_000) }, true)).toBe(false);
  expect(await calls.count('acme')).toBe(200);
  const offered: string[] = [];
  const review = await calls.review('acme', async ({ eventId, body }) => {
    offered.push(body.toString());
    return eventId === 'e10';
  });
  expect(review).toEqual({ offered: 200, accepted: 1 });
  expect(offered[0]).toBe('body 5');
  expect(await calls.count('acme')).toBe(199);
});

test('a claim belongs to the first event, which may claim again after a crash', async () => {
  const claims = new ClaimStore(redis, prefix, 60);
  expect(await claims.claim('acme', 'identity', 'e1')).toEqual({ claim: 'fresh' });
  expect(await claims.claim('acme', 'identity', 'e1')).toEqual({ claim: 'own' });
  expect(await claims.claim('acme', 'identity', 'e2')).toEqual({ claim: 'taken', byEventId: 'e1' });
  expect(await claims.claim('other', 'identity', 'e2')).toEqual({ claim: 'fresh' });
});

test('of a hundred events that claim one identity at once, one gets it', async () => {
  const claims = new ClaimStore(redis, prefix, 60);
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, i) => claims.claim('acme', 'same', `e${i}`)),
  );
  expect(results.filter((result) => result.claim === 'fresh')).toHaveLength(1);
});

test('an append that claims writes for the event that has the identity, and nothing for any other', async () => {
  const claims = new ClaimStore(redis, prefix, 60);
  const links = new ClickLinks(redis, prefix, 60);
  const claim = claims.describe('acme', 'identity');
  const write = (eventId: string, clickId: string) =>
    writer.append(
      eventId,
      [{ type: 'received', atMs: NOW_MS, connectionId: 'acme', source: 'ins', receipt: 'CWOGBZLN' }],
      { claim, link: links.describe('acme', 'CWOGBZLN', clickId) },
    );
  const [first, second] = [
    createEventId(NOW_MS, randomBytes(11)),
    createEventId(NOW_MS, randomBytes(11)),
  ] as const;
  expect(await write(first, 'c1')).toEqual({ orphanIds: [] });
  expect(await write(second, 'c2')).toEqual({ takenByEventId: first, orphanIds: [] });
  expect(await reader.read(second)).toBeUndefined();
  expect(await links.find('acme', 'CWOGBZLN')).toEqual({ status: 'known', clickId: 'c1' });
  const listed = await reader.list({}, 100);
  expect(listed.events.map((event) => event.eventId)).toEqual([first]);
  expect(await claims.claim('acme', 'identity', first)).toEqual({ claim: 'own' });
  expect(await write(first, 'c1')).toEqual({ orphanIds: [] });
});

test('an append that keeps a click id tells who was given up for want of it', async () => {
  const links = new ClickLinks(redis, prefix, 60);
  await links.addOrphan('acme', 'CWOGBZLN', 'e-orphan');
  const eventId = createEventId(NOW_MS, randomBytes(11));
  const appended = await writer.append(
    eventId,
    [{ type: 'received', atMs: NOW_MS, connectionId: 'acme', source: 'ins', receipt: 'CWOGBZLN' }],
    { link: links.describe('acme', 'CWOGBZLN', 'c1') },
  );
  expect(appended).toEqual({ orphanIds: ['e-orphan'] });
});

test('a timeline whose key holds something else fails by itself; those written beside it are there', async () => {
  const [good, bad, late] = [1, 2, 3].map(() => createEventId(NOW_MS, randomBytes(11))) as [
    string,
    string,
    string,
  ];
  await redis.set(`${prefix}:ev:${bad}`, 'not a list');
  const received = { type: 'received', atMs: NOW_MS, connectionId: 'acme', source: 'ins' } as const;
  const written = await Promise.allSettled([good, bad, late].map((id) => writer.append(id, [received])));
  expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await reader.readSummaries([good, late])).toHaveLength(2);
});
