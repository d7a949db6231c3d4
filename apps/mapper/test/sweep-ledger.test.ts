import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createEventId } from '@ins-relay/contracts';
import { LedgerReader, LedgerSweeper, LedgerWriter } from '@ins-relay/ledger';
import { createLogger, readMemoryShare } from '@ins-relay/platform';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import { SweepLedger } from '../src/sweep-ledger.js';

const HOUR_MS = 3_600_000;
const BOUND = 0.75;
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

test('when memory runs out the oldest timelines make room, and the newest stay', async () => {
  const options = { redis, keyPrefix: '{sweep}', keyring, keepSeconds: 45 * 86_400 };
  const writer = new LedgerWriter(options);
  const reader = new LedgerReader(options, Date.now);
  const ids: string[] = [];
  for (let hoursAgo = 60; hoursAgo > 0; hoursAgo--) {
    const atMs = Date.now() - hoursAgo * HOUR_MS;
    for (let i = 0; i < 40; i++) {
      const eventId = createEventId(atMs, randomBytes(11));
      ids.push(eventId);
      await writer.append(
        eventId,
        [
          { type: 'received', atMs, connectionId: 'acme', source: 'ins', kind: 'Sale' },
          { type: 'settled', atMs, outcome: 'ignored', cause: 'matched-none' },
        ],
        { record: { notification: randomBytes(4_000).toString('hex') } },
      );
    }
  }
  const used = Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1]);
  await redis.config('SET', 'maxmemory', String(Math.round(used / 0.9)));
  const sweep = new SweepLedger({
    sweeper: new LedgerSweeper(options, reader, Date.now),
    readMemoryShare: () => readMemoryShare(redis),
    claimTurn: async () => true,
    memoryShareMax: BOUND,
    logger: createLogger('test', 'silent'),
  });
  sweep.start();
  await waitFor(async () => (await readMemoryShare(redis)) < BOUND, {
    describe: 'memory to be below the bound',
    timeoutMs: 20_000,
  });
  await sweep.stop();
  expect(await reader.read(ids[0] ?? '')).toBeUndefined();
  expect(await reader.read(ids.at(-1) ?? '')).toBeDefined();
}, 40_000);
