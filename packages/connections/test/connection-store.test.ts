import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import { diffConnections, generateIngestKey, resolveConnection } from '../src/declared/index.js';
import {
  ConnectionDirectory,
  ConnectionStateStore,
  ConnectionStore,
  UnreadableConnectionError,
} from '../src/index.js';
import { readDeclaredExample, readExample } from './read-example.js';

const NOW_MS = Date.UTC(2026, 10, 23);
const DAY_MS = 86_400_000;
const NEVER_MS = 2 ** 31 - 1;
const newMasterKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const masterKey = newMasterKey('k1');
const keyring = new Keyring(parseMasterKeys(masterKey));

let server: RedisServer;
let redis: Redis;
let prefix: string;
let store: ConnectionStore;
const directories: ConnectionDirectory[] = [];
const clients: Redis[] = [];

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
  store = new ConnectionStore(redis, prefix, keyring);
});
afterEach(async () => {
  for (const directory of directories.splice(0)) await directory.stop();
  for (const client of clients.splice(0)) client.disconnect();
});

/** As another process has it: its own link, its own keyring, and no polling unless it is asked for. */
async function startDirectory(options: { pollMs?: number; onError?: () => void; keys?: string } = {}) {
  const client = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => undefined);
  clients.push(client);
  const own = new ConnectionStore(client, prefix, new Keyring(parseMasterKeys(options.keys ?? masterKey)));
  const { pollMs = NEVER_MS, onError } = options;
  const directory = new ConnectionDirectory(own, { pollMs, onError });
  directories.push(directory);
  await directory.start();
  return directory;
}

/** Every key of this test with all that is in it. */
async function dumpRedis(): Promise<string> {
  let dump = '';
  for (const key of await redis.keys(`${prefix}*`)) {
    const type = await redis.type(key);
    const value = type === 'hash' ? await redis.hgetall(key) : await redis.get(key);
    dump += `${key} ${JSON.stringify(value)}\n`;
  }
  return dump;
}

describe('the store', () => {
  test('gives back what was saved, sorted by id, and nothing of another prefix', async () => {
    await store.save([readExample('b'), readExample('a')]);
    expect(await store.list()).toEqual({ connections: [readExample('a'), readExample('b')], unreadable: [] });
    expect(await store.get('b')).toEqual(readExample('b'));
    expect(await store.get('c')).toBeUndefined();
    expect(await new ConnectionStore(redis, `${prefix}2`, keyring).list()).toEqual({
      connections: [],
      unreadable: [],
    });
  });

  test('no secret is in Redis, neither in a key nor in a value', async () => {
    const example = readExample();
    const secrets = ['SECRET0NOW', 'SECRET1BEFORE', 'ingest0now', 'ingest1before', 'token0now'];
    const [secretKey = '', previous = '', ingestKey = '', previousIngest = '', postbackToken = ''] = secrets;
    const clickbank = {
      ...example.clickbank,
      secretKey,
      previousSecretKeys: [{ key: previous, acceptedUntilMs: null }],
      ingestKey,
      previousIngestKeys: [{ key: previousIngest, acceptedUntilMs: NOW_MS }],
    };
    const connection = { ...example, clickbank, redtrack: { ...example.redtrack, postbackToken } };
    await store.save([connection]);
    await store.rotateSecretKey(example.id, 'SECRET2LATER', DAY_MS, NOW_MS);
    await store.setEnabled(example.id, false);
    const dump = await dumpRedis();
    expect(dump).toContain('track.acme.example');
    for (const secret of [...secrets, 'SECRET2LATER']) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  test('applying the same file twice changes nothing the second time', async () => {
    const apply = async (nowMs: number) => {
      const existing = await store.get('acme-vendor');
      const declared = readDeclaredExample();
      declared.clickbank.ingestKey = undefined;
      const wanted = [resolveConnection(declared, existing, generateIngestKey, nowMs)];
      const diff = diffConnections((await store.list()).connections, wanted);
      await store.save(wanted);
      return diff.connections.map((one) => one.diff);
    };
    expect(await apply(NOW_MS)).toEqual(['created']);
    expect(await apply(NOW_MS + DAY_MS)).toEqual(['unchanged']);
  });

  test('every write has a version of its own; saving nothing has none', async () => {
    expect(await store.readVersion()).toBe(0);
    await store.save([readExample('a'), readExample('b')]);
    expect(await store.readVersion()).toBe(1);
    await store.save([]);
    expect(await store.readVersion()).toBe(1);
    await store.setEnabled('a', false);
    await store.rotateIngestKey('a', DAY_MS, NOW_MS);
    await store.remove('a');
    expect(await store.readVersion()).toBe(4);
  });

  test('a change that changes nothing is no write', async () => {
    await store.save([readExample('a')]);
    expect(await store.setEnabled('a', true)).toEqual(readExample('a'));
    expect(await store.rotateSecretKey('a', readExample().clickbank.secretKey, DAY_MS, NOW_MS)).toEqual(
      readExample('a'),
    );
    expect(await store.readVersion()).toBe(1);
  });

  test('a removed connection is gone with its state', async () => {
    const states = new ConnectionStateStore(redis, prefix);
    await store.save([readExample('a'), readExample('b')]);
    await states.markVerified('a', NOW_MS);
    await states.markVerified('b', NOW_MS);
    expect(await store.remove('a')).toBe(true);
    expect(await store.remove('a')).toBe(false);
    expect((await store.list()).connections.map(({ id }) => id)).toEqual(['b']);
    expect((await states.read(['a', 'b'])).get('a')).toEqual({});
    expect((await states.read(['a', 'b'])).get('b')).not.toEqual({});
  });

  test('a rotated ingest key is new, and the one before is accepted for the time of grace', async () => {
    await store.save([readExample('a')]);
    const rotated = await store.rotateIngestKey('a', DAY_MS, NOW_MS);
    expect(rotated?.clickbank.ingestKey).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(rotated?.clickbank.previousIngestKeys).toEqual([
      { key: readExample().clickbank.ingestKey, acceptedUntilMs: NOW_MS + DAY_MS },
    ]);
    expect(await store.get('a')).toEqual(rotated);
  });

  test('a rotated secret key keeps the listed ones', async () => {
    const example = readExample('a');
    const previousSecretKeys = [
      { key: 'LISTED', acceptedUntilMs: null },
      { key: 'EXPIRED', acceptedUntilMs: NOW_MS - 1 },
    ];
    await store.save([{ ...example, clickbank: { ...example.clickbank, previousSecretKeys } }]);
    const rotated = await store.rotateSecretKey('a', 'NEWKEY', DAY_MS, NOW_MS);
    expect(rotated?.clickbank).toMatchObject({
      secretKey: 'NEWKEY',
      previousSecretKeys: [
        { key: 'LISTED', acceptedUntilMs: null },
        { key: example.clickbank.secretKey, acceptedUntilMs: NOW_MS + DAY_MS },
      ],
    });
  });

  test('what is not there is not changed', async () => {
    expect(await store.setEnabled('a', false)).toBeUndefined();
    expect(await store.rotateIngestKey('a', 1, NOW_MS)).toBeUndefined();
    expect(await store.rotateSecretKey('a', 'K', 1, NOW_MS)).toBeUndefined();
    expect(await store.readVersion()).toBe(0);
  });

  test('changes of the same connection at the same instant are all kept', async () => {
    await store.save([readExample('a')]);
    await Promise.all([
      store.setEnabled('a', false),
      store.rotateIngestKey('a', DAY_MS, NOW_MS),
      store.rotateSecretKey('a', 'NEWKEY', DAY_MS, NOW_MS),
    ]);
    const after = await store.get('a');
    expect(after).toMatchObject({ enabled: false, clickbank: { secretKey: 'NEWKEY' } });
    expect(after?.clickbank.previousIngestKeys).toHaveLength(1);
    expect(await store.readVersion()).toBe(4);
  });
});

describe('what cannot be read', () => {
  const breakStored = (id: string, text: string) => redis.hset(`${prefix}:connections`, id, text);

  test('does not take the others with it, and is told without its values', async () => {
    const foreign = new ConnectionStore(redis, prefix, new Keyring(parseMasterKeys(newMasterKey('k9'))));
    await store.save([readExample('good')]);
    await foreign.save([readExample('foreign')]);
    const stored = (await redis.hget(`${prefix}:connections`, 'good')) ?? '';
    await breakStored('moved', stored);
    await breakStored('no-json', '{"secretKey":"hidden');
    await breakStored('number', '1');
    await breakStored('shape', stored.replace('"VENDOR"', '"hidden"').replace('"good"', '"shape"'));
    await breakStored('untyped', stored.replace('{"type":"Rebill"}', '{}').replace('"good"', '"untyped"'));
    await breakStored('swapped', swapSecrets(stored).replace('"good"', '"swapped"'));
    const { connections, unreadable } = await store.list();
    expect(connections).toEqual([readExample('good')]);
    expect(unreadable).toEqual([
      { id: 'foreign', problem: 'sealed under the master key "k9", which is not configured' },
      { id: 'moved', problem: 'stored under an id that is not its own' },
      { id: 'no-json', problem: 'not JSON' },
      { id: 'number', problem: 'not a connection' },
      { id: 'shape', problem: expect.stringMatching(/^not a connection: clickbank\.role /) as string },
      { id: 'swapped', problem: 'altered, or sealed for another place' },
      { id: 'untyped', problem: 'not a connection: events must hold conversion types' },
    ]);
    expect(JSON.stringify(unreadable)).not.toContain('hidden');
  });

  test('is not changed by accident, but can be replaced or removed', async () => {
    await breakStored('a', '{}');
    await expect(store.get('a')).rejects.toThrow(UnreadableConnectionError);
    await expect(store.setEnabled('a', false)).rejects.toThrow(UnreadableConnectionError);
    await store.save([readExample('a')]);
    expect(await store.get('a')).toEqual(readExample('a'));
    await breakStored('a', '{}');
    expect(await store.remove('a')).toBe(true);
  });

  test('fields that a newer release wrote are kept by a change', async () => {
    await store.save([{ ...readExample('a'), addedLater: 1 } as ReturnType<typeof readExample>]);
    await store.setEnabled('a', false);
    expect(await store.get('a')).toHaveProperty('addedLater', 1);
  });

  function swapSecrets(text: string): string {
    const stored = JSON.parse(text) as { clickbank: { secretKey: string; ingestKey: string } };
    const { secretKey, ingestKey } = stored.clickbank;
    return JSON.stringify({
      ...stored,
      clickbank: { ...stored.clickbank, secretKey: ingestKey, ingestKey: secretKey },
    });
  }
});

describe('the directory', () => {
  test('has everything once it is started', async () => {
    await store.save([readExample('a'), readExample('b')]);
    const directory = new ConnectionDirectory(store);
    expect(directory.isLoaded).toBe(false);
    directories.push(directory);
    await directory.start();
    expect(directory.isLoaded).toBe(true);
    expect(directory.find('a')).toEqual(readExample('a'));
    expect(directory.find('c')).toBeUndefined();
    expect(directory.list().map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('of another process sees every kind of change without polling', async () => {
    const directory = await startDirectory();
    await store.save([readExample('a')]);
    await waitFor(() => directory.find('a'), { describe: 'the new connection' });
    await store.setEnabled('a', false);
    await waitFor(() => directory.find('a')?.enabled === false, { describe: 'the change' });
    await store.remove('a');
    await waitFor(() => directory.find('a') === undefined, { describe: 'the removal' });
  });

  test('tells its listeners of changes, and only of changes', async () => {
    await store.save([readExample('a')]);
    const directory = await startDirectory();
    let calls = 0;
    directory.onChange(() => {
      throw new Error('of another listener');
    });
    const unlisten = directory.onChange(() => calls++);
    await store.save([readExample('a')]);
    await store.setEnabled('a', false);
    await waitFor(() => calls > 0, { describe: 'the listener' });
    expect(directory.find('a')?.enabled).toBe(false);
    expect(calls).toBe(1);
    unlisten();
    await store.setEnabled('a', true);
    await waitFor(() => directory.find('a')?.enabled, { describe: 'the change' });
    expect(calls).toBe(1);
  });

  test('a connection is the same object while nothing in it changes', async () => {
    await store.save([readExample('a'), readExample('b')]);
    const directory = await startDirectory();
    const before = directory.find('a');
    await store.save([readExample('a'), { ...readExample('b'), enabled: false }]);
    await waitFor(() => directory.find('b')?.enabled === false, { describe: 'the change' });
    expect(directory.find('a')).toBe(before);
  });

  test('sees a change whose message was missed', async () => {
    await store.save([readExample('a')]);
    const directory = await startDirectory({ pollMs: 20 });
    const stored = (await redis.hget(`${prefix}:connections`, 'a')) ?? '';
    await redis
      .multi()
      .hset(`${prefix}:connections`, 'a', stored.replace('"enabled":true', '"enabled":false'))
      .incr(`${prefix}:connections:version`)
      .exec();
    await waitFor(() => directory.find('a')?.enabled === false, { describe: 'the change' });
  });

  test('keeps what it has of a connection that it cannot open any more', async () => {
    await store.save([readExample('a'), readExample('b')]);
    const directory = await startDirectory();
    const rotated = new ConnectionStore(
      redis,
      prefix,
      new Keyring(parseMasterKeys(`${newMasterKey('k2')},${masterKey}`)),
    );
    await rotated.setEnabled('a', false);
    await waitFor(() => directory.unreadable.length > 0, { describe: 'the unreadable connection' });
    expect(directory.unreadable).toEqual([{ id: 'a', problem: expect.stringContaining('"k2"') as string }]);
    expect(directory.find('a')).toEqual(readExample('a'));
  });

  test('keeps what it has while Redis is away, and has what was changed once it is back', async () => {
    const other = await startRedisServer({ appendonly: true });
    try {
      const client = new Redis(other.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
      client.on('error', () => undefined);
      clients.push(client);
      const own = new ConnectionStore(client, prefix, keyring);
      await own.save([readExample('a')]);
      const directory = new ConnectionDirectory(own, { pollMs: NEVER_MS });
      directories.push(directory);
      await directory.start();
      await other.kill();
      expect(directory.find('a')).toEqual(readExample('a'));
      expect(directory.isLoaded).toBe(true);
      await other.restart();
      await new ConnectionStore(client, prefix, keyring).setEnabled('a', false);
      await waitFor(() => directory.find('a')?.enabled === false, { describe: 'the change' });
    } finally {
      for (const directory of directories.splice(0)) await directory.stop();
      for (const client of clients.splice(0)) client.disconnect();
      await other.stop();
    }
  });
});

describe('the state', () => {
  test('the first call that could be decrypted is the moment of verification, the last of each kind is kept', async () => {
    const states = new ConnectionStateStore(redis, prefix);
    await states.markVerified('a', 1_000);
    await states.markVerified('a', 2_000, 'notification');
    await states.markVerified('a', 3_000, 'test');
    expect(await states.read(['a', 'b'])).toEqual(
      new Map([
        ['a', { verifiedAtMs: 1_000, lastTestAtMs: 3_000, lastNotificationAtMs: 2_000 }],
        ['b', {}],
      ]),
    );
    expect(await states.read([])).toEqual(new Map());
  });
});
