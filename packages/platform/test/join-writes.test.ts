import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { closeRedis, connectRedis, createLogger, type RedisClient, waitForRedis } from '../src/index.js';

const COMMANDS = 200;
const logger = createLogger('test', 'silent');
let server: RedisServer;
let redis: RedisClient;
beforeAll(async () => {
  server = await startRedisServer();
  redis = connectRedis({ url: server.url, name: 'test', mode: 'patient' }, logger);
  await waitForRedis(redis, 5_000);
});
afterAll(async () => {
  await closeRedis(redis);
  await server.stop();
});

async function countReads(): Promise<number> {
  const [, count] = /total_reads_processed:(\d+)/.exec(await redis.info('stats')) ?? [];
  return Number(count);
}

test('commands of one turn reach Redis together, in the order in which they were given', async () => {
  const before = await countReads();
  const numbers = await Promise.all(Array.from({ length: COMMANDS }, () => redis.incr('counter')));
  expect(numbers).toEqual(Array.from({ length: COMMANDS }, (_, i) => i + 1));
  expect((await countReads()) - before).toBeLessThan(COMMANDS / 10);
});

test('a link that was lost and is back joins its commands as before', async () => {
  await server.restart();
  await redis.ping();
  const before = await countReads();
  await Promise.all(Array.from({ length: COMMANDS }, () => redis.incr('again')));
  expect((await countReads()) - before).toBeLessThan(COMMANDS / 10);
});

test('a command alone is not held back until others come', async () => {
  for (let i = 0; i < 10; i++) expect(await redis.ping()).toBe('PONG');
});
