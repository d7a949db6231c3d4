import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import type { AddressInfo } from 'node:net';
import {
  askRedis,
  makeCertificate,
  startRedisReplication,
  startRedisServer,
  type RedisServer,
  type TestCertificate,
} from '@ins-relay/testkit';
import { closeRedis, connectRedis, createLogger, waitForRedis, type RedisAddress } from '../src/index.js';

const logger = createLogger('test', 'silent');
const TIMEOUT_MS = 60_000;
/** As docs/redis.md has it. */
const SENTINEL_RIGHTS =
  'resetchannels -@all +sentinel|get-master-addr-by-name +sentinel|sentinels +subscribe +ping &+switch-master'.split(
    ' ',
  );

/** Connects, writes and reads. @throws what an app would say at its start */
async function tryRedis(address: RedisAddress, timeoutMs = 5_000): Promise<void> {
  const redis = connectRedis({ ...address, name: 'test', mode: 'patient' }, logger);
  try {
    await waitForRedis(redis, timeoutMs);
    await redis.set('{t}:a', '1');
    expect(await redis.get('{t}:a')).toBe('1');
  } finally {
    await closeRedis(redis);
  }
}

describe('users', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
    await askRedis(server.port, (redis) =>
      redis.acl('SETUSER', 'app', 'on', '>p@ss:w/rd', '~*', '&*', '+@all'),
    );
    await askRedis(server.port, (redis) => redis.acl('SETUSER', 'default', 'off'));
  });
  afterAll(() => server.process.kill('SIGKILL').then(() => server.stop()));

  test('a user and password of the URL or beside it let in', async () => {
    await tryRedis({ url: `redis://app:p%40ss%3Aw%2Frd@127.0.0.1:${server.port}` });
    await tryRedis({ url: server.url, username: 'app', password: 'p@ss:w/rd' });
  });

  test('a wrong password, or none, is named when the app does not start', async () => {
    await expect(tryRedis({ url: server.url, username: 'app', password: 'x' }, 300)).rejects.toThrow(
      /WRONGPASS/,
    );
    await expect(tryRedis({ url: server.url }, 300)).rejects.toThrow(/NOAUTH/);
  });
});

test(
  'Sentinels and servers with passwords of their own let in, and whichever is wrong is named',
  async () => {
    const replication = await startRedisReplication();
    try {
      for (const { port } of replication.servers) {
        await askRedis(port, async (redis) => {
          await redis.config('SET', 'masterauth', 'data-pw');
          await redis.config('SET', 'requirepass', 'data-pw');
        });
      }
      for (const port of replication.sentinelPorts) {
        await askRedis(port, async (redis) => {
          await redis.call('SENTINEL', 'SET', replication.masterName, 'auth-pass', 'data-pw');
          await redis.acl('SETUSER', 'watcher', 'on', '>sentinel-pw', ...SENTINEL_RIGHTS);
          await redis.acl('SETUSER', 'default', 'off');
        });
      }
      const sentinel = { sentinelUsername: 'watcher', sentinelPassword: 'sentinel-pw' };
      await tryRedis({ url: replication.url, password: 'data-pw', ...sentinel });
      await expect(tryRedis({ url: replication.url, password: 'data-pw' }, 1_000)).rejects.toThrow(
        /All sentinels are unreachable.*NOAUTH/,
      );
      await expect(tryRedis({ url: replication.url, ...sentinel }, 1_000)).rejects.toThrow(/NOAUTH/);
    } finally {
      await replication.stop();
    }
  },
  TIMEOUT_MS,
);

describe('TLS', () => {
  let certificate: TestCertificate;
  let server: RedisServer;
  let proxy: Server;
  let url: string;

  beforeAll(async () => {
    certificate = await makeCertificate();
    server = await startRedisServer();
    // Not every build of Redis speaks TLS, so it is added in front: to the client there is no difference.
    const { certFile, keyFile } = certificate;
    const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)]);
    proxy = createServer({ key, cert, ca: cert, requestCert: true, rejectUnauthorized: true }, (outside) => {
      const inside = connect(server.port, '127.0.0.1');
      for (const [from, to] of [[outside, inside] as const, [inside, outside] as const]) {
        from.on('error', () => to.destroy());
        from.pipe(to);
      }
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    url = `rediss://localhost:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    proxy.close();
    await server.stop();
    await certificate.remove();
  });

  test('a server with a certificate of a private authority is trusted with its file, and gets ours', async () => {
    const { certFile, keyFile } = certificate;
    await tryRedis({ url, caFile: certFile, certFile, keyFile });
  });

  test('a server with an unknown certificate is not trusted', async () => {
    await expect(tryRedis({ url }, 500)).rejects.toThrow(/self-signed certificate/);
  });

  test('a file that can’t be read is named', async () => {
    await expect(tryRedis({ url, caFile: '/nowhere/ca.pem' })).rejects.toThrow(
      /REDIS_CA_FILE can't be read: ENOENT/,
    );
  });
});
