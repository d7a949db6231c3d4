import { Cluster } from 'ioredis';
import { askRedis, startRedisCluster, startRedisReplication, waitFor } from '../src/index.js';

const TIMEOUT_MS = 90_000;

test(
  'Sentinels promote the replica of a master that was killed, and the old one comes back as its replica',
  async () => {
    const replication = await startRedisReplication();
    try {
      const [first, second] = replication.servers;
      expect(await replication.findMaster()).toBe(first);
      await askRedis(first?.port ?? 0, async (redis) => {
        await redis.set('a', '1');
        expect(await redis.wait(1, 5_000)).toBe(1);
      });
      await first?.kill('SIGKILL');
      const master = await replication.waitForFailover(first!);
      expect(master).toBe(second);
      expect(await askRedis(master.port, (redis) => redis.get('a'))).toBe('1');
      await first?.restart();
      await replication.waitForReplica(first!);
    } finally {
      await replication.stop();
    }
  },
  TIMEOUT_MS,
);

test(
  'a Cluster has three masters, and the replica of one that was killed takes its slots',
  async () => {
    const cluster = await startRedisCluster({ replicasPerMaster: 1 });
    const nodes = cluster.servers.map(({ port }) => ({ host: '127.0.0.1', port }));
    const client = new Cluster(nodes, { clusterRetryStrategy: () => 100 });
    client.on('error', () => undefined);
    try {
      expect(cluster.servers).toHaveLength(6);
      for (let i = 0; i < 30; i++) await client.set(`key-${i}`, String(i));
      const owners = await Promise.all(
        Array.from({ length: 30 }, (_, i) => cluster.findMasterOf(`key-${i}`)),
      );
      expect(new Set(owners).size).toBe(3);
      const old = await cluster.findMasterOf('key-1');
      await old.kill('SIGKILL');
      const master = await cluster.waitForFailover('key-1', old);
      expect(cluster.servers.indexOf(master)).toBe(cluster.servers.indexOf(old) + 3);
      await waitFor(async () => (await client.get('key-1')) === '1', { describe: 'the client to find it' });
    } finally {
      client.disconnect();
      await cluster.stop();
    }
  },
  TIMEOUT_MS,
);
