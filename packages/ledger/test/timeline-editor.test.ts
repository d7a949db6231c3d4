import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createEventId } from '@ins-relay/contracts';
import { Keyring, parseMasterKeys, UnsealError } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import {
  LedgerReader,
  LedgerWriter,
  TimelineEditor,
  UnverifiedCalls,
  type TimelineEntry,
} from '../src/index.js';
import { LedgerKeys, toDay } from '../src/ledger-keys.js';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const EMAIL = 'buyer@example.test';
const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [oldKey, freshKey] = [newKey('k1'), newKey('k2')];
const before = new Keyring(parseMasterKeys(oldKey));
const between = new Keyring(parseMasterKeys(`${freshKey},${oldKey}`));
const after = new Keyring(parseMasterKeys(freshKey));

let server: RedisServer;
let redis: Redis;
let prefix: string;
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(() => (prefix = `{t${randomBytes(4).toString('hex')}}`));

const options = (keyring: Keyring) => ({ redis, keyPrefix: prefix, keyring, keepSeconds: 45 * 86_400 });
const writerOf = (keyring: Keyring) => new LedgerWriter(options(keyring));
const readerOf = (keyring: Keyring) => new LedgerReader(options(keyring), () => NOW_MS);
const editorOf = (keyring: Keyring) => new TimelineEditor(options(keyring), () => NOW_MS);

async function writeEvent(keyring: Keyring): Promise<string> {
  const eventId = createEventId(NOW_MS, randomBytes(11));
  const sealedBody = keyring.seal(`hello ${EMAIL}`, `attempt ${eventId}`).toString('base64');
  const entries: TimelineEntry[] = [
    {
      type: 'received',
      atMs: NOW_MS,
      connectionId: 'acme',
      source: 'ins',
      kind: 'Sale',
      receipt: 'CWOGBZLN',
    },
    {
      type: 'attempt',
      atMs: NOW_MS,
      generation: 0,
      ordinal: 1,
      attempt: 1,
      durationMs: 5,
      status: 200,
      sealedBody,
    },
    { type: 'settled', atMs: NOW_MS, outcome: 'unattributed', cause: 'no-click-id' },
  ];
  const record = { notification: `{"email":"${EMAIL}"}`, urls: [`https://t/postback?email=${EMAIL}`] };
  await writerOf(keyring).append(eventId, entries, { record, email: EMAIL });
  return eventId;
}

async function dump(eventId: string): Promise<Buffer[]> {
  return redis.lrangeBuffer(`${prefix}:ev:${eventId}`, 0, -1);
}

test('an event that is erased keeps its times and its outcome, and nothing that is sealed', async () => {
  const eventId = await writeEvent(before);
  const editor = editorOf(before);
  expect(await editor.erase(eventId, { type: 'erased', atMs: NOW_MS, by: 'ann' })).toBe('changed');
  await editor.forgetEmail(` ${EMAIL.toUpperCase()} `);
  const event = await readerOf(before).read(eventId);
  expect(event?.summary).toMatchObject({ outcome: 'unattributed', receipt: 'CWOGBZLN', isErased: true });
  expect(event?.openRecord()).toEqual({});
  expect(event?.entries.map(({ type }) => type)).toEqual(['received', 'attempt', 'settled', 'erased']);
  expect(event?.entries[1]).not.toHaveProperty('sealedBody');
  expect((await dump(eventId)).every((line) => line.toString().startsWith('['))).toBe(true);
  expect((await readerOf(before).list({ email: EMAIL }, 10)).events).toEqual([]);
  expect(await redis.ttl(`${prefix}:ev:${eventId}`)).toBeGreaterThan(0);
});

test('an e-mail is forgotten in the form of this release and of earlier ones', async () => {
  await writeEvent(before);
  const hash = before.hashForLookup(EMAIL)[0];
  const { key, field, earlierField } = new LedgerKeys(prefix).lookup('email', hash, toDay(NOW_MS));
  await redis.hset(key, earlierField, createEventId(NOW_MS, randomBytes(11)));
  expect(await redis.hmget(key, field, earlierField)).not.toContain(null);
  await editorOf(before).forgetEmail(EMAIL);
  expect(await redis.hmget(key, field, earlierField)).toEqual([null, null]);
});

test('an event that waited when it was erased is ended', async () => {
  const eventId = createEventId(NOW_MS, randomBytes(11));
  await writerOf(before).append(eventId, [
    { type: 'received', atMs: NOW_MS, connectionId: 'acme', source: 'ins', kind: 'Sale' },
    { type: 'held', atMs: NOW_MS },
  ]);
  await editorOf(before).erase(eventId, { type: 'erased', atMs: NOW_MS, by: 'ann' });
  expect((await readerOf(before).read(eventId))?.summary).toMatchObject({
    outcome: 'ignored',
    cause: 'customer-erased',
  });
});

test('what is sealed anew opens with the new key alone, and with the old one alone no more', async () => {
  const eventId = await writeEvent(before);
  expect(await editorOf(between).reseal(eventId)).toBe('changed');
  expect(await editorOf(between).reseal(eventId)).toBe('unchanged');
  const event = await readerOf(after).read(eventId);
  expect(event?.openRecord().notification).toContain(EMAIL);
  const attempt = event?.entries[1];
  const body =
    attempt?.type === 'attempt' ? Buffer.from(attempt.sealedBody ?? '', 'base64') : Buffer.alloc(0);
  expect(after.open(body, `attempt ${eventId}`).toString()).toBe(`hello ${EMAIL}`);
  expect(() => before.open(body, `attempt ${eventId}`)).toThrow(UnsealError);
  await expect(async () => (await readerOf(before).read(eventId))?.openRecord()).rejects.toThrow(UnsealError);
});

test('what the workers append meanwhile is not lost', async () => {
  const eventId = await writeEvent(before);
  const appending = Array.from({ length: 20 }, (_, i) =>
    writerOf(between).append(eventId, [{ type: 'assigned', atMs: NOW_MS + i, clickId: `c${i}`, by: 'ann' }]),
  );
  await Promise.all([...appending, editorOf(between).reseal(eventId), editorOf(between).reseal(eventId)]);
  const entries = (await readerOf(after).read(eventId))?.entries ?? [];
  expect(entries.filter(({ type }) => type === 'assigned')).toHaveLength(20);
  expect(entries).toHaveLength(23);
});

test('every event that is kept is walked over, once', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => writeEvent(before)));
  const seen: string[] = [];
  await editorOf(before).walk(async (eventIds) => void seen.push(...eventIds));
  expect(seen.sort()).toEqual(ids.sort());
});

test('kept calls are sealed anew in their places', async () => {
  const create = (keyring: Keyring) => new UnverifiedCalls(redis, prefix, keyring, 3_600);
  for (const name of ['a', 'b', 'c']) {
    const call = { eventId: name, receivedAtMs: NOW_MS, body: Buffer.from(name) };
    await create(before).keep('acme', call, true);
  }
  expect(await create(between).reseal('acme')).toBe(3);
  const seen: string[] = [];
  await create(after).review('acme', async (call) => {
    seen.push(call.body.toString());
    return false;
  });
  expect(seen).toEqual(['a', 'b', 'c']);
});
