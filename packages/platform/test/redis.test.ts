import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import { checkRedisSettings, closeRedis, connectRedis, createLogger, waitForRedis } from '../src/index.js';

const logger = createLogger('test', 'silent');
let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer({ extraArgs: ['--maxmemory-policy', 'allkeys-lru'] });
});
afterAll(() => server.stop());

test('settings that can lose data are named with what to do', async () => {
  const redis = connectRedis({ url: server.url, name: 'test', mode: 'patient' }, logger);
  expect((await checkRedisSettings(redis)).map((warning) => `${warning.setting} ${warning.value}`)).toEqual([
    'maxmemory-policy allkeys-lru',
    'appendonly no',
  ]);
  await redis.config('SET', 'maxmemory-policy', 'noeviction');
  await redis.config('SET', 'appendonly', 'yes');
  expect(await checkRedisSettings(redis)).toEqual([]);
  await closeRedis(redis);
});

test('fail-fast: a command fails while Redis is away, and works when it is back', async () => {
  const redis = connectRedis(
    { url: server.url, name: 'test', mode: 'fail-fast', commandTimeoutMs: 200 },
    logger,
  );
  await waitForRedis(redis, 5_000);
  await server.kill();
  await waitFor(() => redis.status !== 'ready', { describe: 'the loss to be noticed' });
  await expect(redis.ping()).rejects.toThrow();
  await server.restart();
  await waitFor(async () => (await redis.ping()) === 'PONG', { describe: 'the client to recover' });
  await closeRedis(redis);
});

test('an app without Redis does not start, and says why', async () => {
  const redis = connectRedis({ url: 'redis://127.0.0.1:1', name: 'test', mode: 'patient' }, logger);
  await expect(waitForRedis(redis, 100)).rejects.toThrow(
    /Redis did not answer within 100 ms; is REDIS_URL right/,
  );
  await closeRedis(redis);
});
