import {
  askRedis,
  startRedisCluster,
  startRedisReplication,
  startRedisServer,
  waitFor,
  type RedisCluster,
  type RedisReplication,
} from '@ins-relay/testkit';
import {
  checkRedisReachable,
  checkRedisSettings,
  closeRedis,
  connectRedis,
  createLogger,
  followChannel,
  waitForRedis,
  type RedisClient,
} from '../src/index.js';

const logger = createLogger('test', 'silent');
const KEY_PREFIX = '{ins}';
const CHANNEL = '{ins}:changed';

let clients: RedisClient[] = [];
afterEach(async () => {
  await Promise.all(clients.map(closeRedis));
  clients = [];
});

async function connectTo(url: string): Promise<RedisClient> {
  const client = connectRedis({ url, name: 'test', mode: 'patient' }, logger);
  clients.push(client);
  await waitForRedis(client, 10_000);
  return client;
}

/** What of the settings is warned of, on which server. */
async function listWarnings(client: RedisClient): Promise<string[]> {
  const warnings = await checkRedisSettings(client);
  return warnings.map(({ server, setting, value }) => `${server} ${setting} ${value}`).sort();
}

async function expectMessages(client: RedisClient, publish: RedisClient, failover: () => Promise<void>) {
  const messages: string[] = [];
  const unfollow = await followChannel(client, CHANNEL, { onMessage: (message) => messages.push(message) });
  await publish.publish(CHANNEL, 'before');
  await waitFor(() => messages.includes('before'), { describe: 'the message before' });
  await failover();
  await waitFor(
    async () => {
      await publish.publish(CHANNEL, 'after');
      return messages.includes('after');
    },
    { describe: 'a message after the failover', timeoutMs: 30_000 },
  );
  unfollow();
}

describe('Sentinel', () => {
  let replication: RedisReplication;
  beforeAll(async () => {
    replication = await startRedisReplication();
  }, 60_000);
  afterAll(() => replication.stop(), 60_000);

  test('replicas are looked at as well: one of them is the master after a failover', async () => {
    const [master, replica] = replication.servers;
    const client = await connectTo(replication.url);
    expect(await listWarnings(client)).toEqual([]);
    await askRedis(replica!.port, (redis) => redis.config('SET', 'appendonly', 'no'));
    await askRedis(master!.port, (redis) => redis.config('SET', 'appendfsync', 'no'));
    expect(await listWarnings(client)).toEqual(
      [`127.0.0.1:${replica!.port} appendonly no`, `127.0.0.1:${master!.port} appendfsync no`].sort(),
    );
  });

  test('after a failover what was written is there, and channels are heard again', async () => {
    const client = await connectTo(replication.url);
    await client.set('{ins}:a', '1');
    expect(await client.wait(1, 5_000)).toBe(1);
    const [master] = replication.servers;
    await expectMessages(client, client, async () => {
      await master?.kill('SIGKILL');
      await replication.waitForFailover(master!);
    });
    expect(await client.get('{ins}:a')).toBe('1');
  }, 60_000);
});

describe('Cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster({ replicasPerMaster: 1 });
  }, 60_000);
  afterAll(() => cluster.stop(), 60_000);

  test('every master and replica is looked at', async () => {
    const client = await connectTo(cluster.url);
    expect(await listWarnings(client)).toEqual([]);
    for (const { port } of cluster.servers) {
      await askRedis(port, (redis) => redis.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    }
    expect(await listWarnings(client)).toEqual(
      cluster.servers.map(({ port }) => `127.0.0.1:${port} maxmemory-policy allkeys-lru`).sort(),
    );
  });

  test('an address that is not meant for a Cluster is refused with the one that is', async () => {
    const client = connectRedis({ url: cluster.servers[0]!.url, name: 'test', mode: 'patient' }, logger);
    clients.push(client);
    await expect(waitForRedis(client, 5_000)).rejects.toThrow(
      /node of a Redis Cluster; begin REDIS_URL with redis\+c/,
    );
  });

  test('after a failover what was written is there, and channels are heard, whichever node goes', async () => {
    const client = await connectTo(cluster.url);
    await client.set('{ins}:a', '1');
    const master = await cluster.findMasterOf(KEY_PREFIX);
    await expectMessages(client, client, async () => {
      await master.kill('SIGKILL');
      await cluster.waitForFailover(KEY_PREFIX, master);
      await master.restart();
      // Whichever node the channel was heard through, it is gone for a moment.
      for (const server of cluster.servers) {
        await askRedis(server.port, (redis) => redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub'));
      }
    });
    expect(await client.get('{ins}:a')).toBe('1');
    expect(await checkRedisReachable(client, KEY_PREFIX)).toEqual({ ok: true });
  }, 60_000);
});

describe('one server', () => {
  test('an address of a Cluster for a server that is none is refused', async () => {
    const server = await startRedisServer();
    try {
      const url = server.url.replace('redis://', 'redis+cluster://');
      const client = connectRedis({ url, name: 'test', mode: 'patient' }, logger);
      clients.push(client);
      await expect(waitForRedis(client, 500)).rejects.toThrow(/cluster support disabled/);
    } finally {
      await server.stop();
    }
  });

  test('a server that does not tell its settings is a warning that says so, not a crash', async () => {
    const server = await startRedisServer();
    try {
      await askRedis(server.port, (redis) =>
        redis.acl('SETUSER', 'app', 'on', '>pw', '~*', '&*', '+@all', '-config'),
      );
      const client = await connectTo(server.url.replace('//', '//app:pw@'));
      const warnings = await checkRedisSettings(client);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatchObject({
        setting: 'CONFIG GET',
        value: expect.stringMatching(/NOPERM/) as string,
      });
      expect(warnings[0]?.advice).toMatch(
        /make sure that it has maxmemory-policy noeviction and appendonly yes/,
      );
    } finally {
      await server.stop();
    }
  });
});
