import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { startRedisServer, type RedisServer } from '../src/index.js';

let server: RedisServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function withClient<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

test('what was written survives a kill and a restart when AOF is on', async () => {
  server = await startRedisServer({ appendonly: true, extraArgs: ['--appendfsync', 'always'] });
  const { url, pid } = server;
  await withClient(url, (redis) => redis.set('a', '1'));
  await server.kill('SIGKILL');
  await server.restart();
  expect(server.url).toBe(url);
  expect(server.pid).not.toBe(pid);
  expect(await withClient(url, (redis) => redis.get('a'))).toBe('1');
});

test('it listens on the loopback only, never evicts, and takes its data along when it stops', async () => {
  server = await startRedisServer();
  const read = (name: string) => withClient(server?.url ?? '', (redis) => redis.config('GET', name));
  expect(await read('bind')).toEqual(['bind', '127.0.0.1']);
  expect(await read('maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  const [, dir] = (await read('dir')) as [string, string];
  expect(existsSync(dir)).toBe(true);
  await server.stop();
  expect(existsSync(dir)).toBe(false);
});

test('a refused setting is reported with what the server said', async () => {
  await expect(startRedisServer({ extraArgs: ['--maxmemory-policy', 'perhaps'] })).rejects.toThrow(/perhaps/);
});
