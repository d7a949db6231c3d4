import { randomBytes } from 'node:crypto';
import { JOB_CATALOG, type PostbackDeliverJob } from '@ins-relay/contracts';
import { closeRedis, connectRedis, createLogger, waitForRedis, type RedisClient } from '@ins-relay/platform';
import {
  askRedis,
  startRedisCluster,
  startRedisReplication,
  startRedisServer,
  waitFor,
  type RedisCluster,
  type RedisReplication,
  type RedisServer,
} from '@ins-relay/testkit';
import { JobProducer, JobWorker, NotReplicatedError } from '../src/index.js';
import { createKeyring } from './create-keyring.js';
import { createPostback as job } from './create-postback.js';

const declaration = JOB_CATALOG.postbackDeliver;
const logger = createLogger('test', 'silent');
const TIMEOUT_MS = 120_000;

let closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  // A server that is in the middle of its first AOF does not end on SIGTERM, only on the SIGKILL 5 s later.
  for (const close of closers.reverse()) await close();
  closers = [];
}, TIMEOUT_MS);

/** A producer that has to answer somebody, and a worker, as in the apps. */
class QueueUnderTest {
  readonly handled = new Set<string>();
  private enqueued = 0;

  private constructor(
    readonly redis: RedisClient,
    readonly keyPrefix: string,
    readonly producer: JobProducer<PostbackDeliverJob>,
  ) {}

  static async start(url: string, waitForReplicas?: { replicas: number; timeoutMs: number }) {
    const keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
    const redis = connectRedis({ url, name: 'test', mode: 'fail-fast', commandTimeoutMs: 400 }, logger);
    const workerRedis = connectRedis({ url, name: 'test-worker', mode: 'patient' }, logger);
    const onError = () => undefined;
    const keyring = createKeyring();
    const producer = new JobProducer(declaration, {
      redis,
      keyPrefix,
      keyring,
      onError,
      ...(waitForReplicas === undefined ? {} : { waitForReplicas }),
    });
    const queue = new QueueUnderTest(redis, keyPrefix, producer);
    const worker = new JobWorker(declaration, {
      redis: workerRedis,
      keyPrefix,
      keyring,
      concurrency: 5,
      batchConcurrency: 5,
      lockMs: 1_000,
      random: Math.random,
      handle: async (_payload, run) => {
        queue.handled.add(run.jobId);
        return { verdict: 'done' };
      },
      producer,
      onBroken: async () => undefined,
      onDead: async () => undefined,
      onError,
    });
    await Promise.all([waitForRedis(redis, 10_000), waitForRedis(workerRedis, 10_000)]);
    worker.start();
    closers.push(async () => {
      await worker.close();
      await producer.close();
      await Promise.all([closeRedis(redis), closeRedis(workerRedis)]);
    });
    return queue;
  }

  /** Enqueues one more job until Redis takes it, as ClickBank does. @returns how often it was refused */
  async enqueueUntilAccepted(): Promise<number> {
    const jobId = `job-${this.enqueued++}`;
    let refused = 0;
    await waitFor(
      async () => {
        await this.producer.enqueue(jobId, job()).catch((error: unknown) => {
          refused += 1;
          throw error;
        });
        return true;
      },
      { describe: `${jobId} to be accepted`, timeoutMs: 30_000, intervalMs: 100 },
    );
    return refused;
  }

  async waitUntilAllHandled(): Promise<void> {
    await waitFor(
      () => {
        if (this.handled.size < this.enqueued) throw new Error(`${this.handled.size} of ${this.enqueued}`);
        return true;
      },
      { describe: 'every accepted job to be handled', timeoutMs: 30_000 },
    );
  }
}

describe('one server', () => {
  let server: RedisServer;
  beforeEach(async () => {
    server = await startRedisServer({ appendonly: true });
    closers.push(() => server.stop());
  });

  test('producer and worker go on after Redis was killed and restarted, and forgot their scripts', async () => {
    const queue = await QueueUnderTest.start(server.url);
    await queue.enqueueUntilAccepted();
    await queue.waitUntilAllHandled();
    await askRedis(server.port, (redis) => redis.script('FLUSH'));
    expect(await queue.enqueueUntilAccepted()).toBe(0);
    await queue.waitUntilAllHandled();
    await server.kill('SIGKILL');
    await expect(queue.producer.enqueue('job-away', job())).rejects.toThrow();
    await server.restart();
    await queue.enqueueUntilAccepted();
    await queue.waitUntilAllHandled();
  });

  test('without memory enqueueing fails at once; with memory again everything goes on', async () => {
    const queue = await QueueUnderTest.start(server.url);
    await queue.enqueueUntilAccepted();
    await queue.waitUntilAllHandled();
    const setMaxMemory = (bytes: string) =>
      askRedis(server.port, (redis) => redis.config('SET', 'maxmemory', bytes));
    await setMaxMemory('1mb');
    await expect(queue.producer.enqueue('job-oom', job())).rejects.toThrow(/OOM/);
    expect(await queue.producer.find('job-oom')).toBeUndefined();
    await setMaxMemory('0');
    expect(await queue.enqueueUntilAccepted()).toBe(0);
    await queue.waitUntilAllHandled();
  });

  test('replicas are asked for, but there are none: nothing counts as enqueued', async () => {
    const queue = await QueueUnderTest.start(server.url, { replicas: 1, timeoutMs: 50 });
    await expect(queue.producer.enqueue('job-a', job())).rejects.toThrow(NotReplicatedError);
    await expect(queue.producer.enqueue('job-b', job())).rejects.toThrow(/0 of 1 replicas confirmed/);
  });
});

describe('Sentinel', () => {
  let replication: RedisReplication;
  beforeEach(async () => {
    replication = await startRedisReplication();
    closers.push(() => replication.stop());
  }, TIMEOUT_MS);

  test(
    'a job that was accepted with a replica’s confirmation survives the kill of the master; what the replica did not get is refused',
    async () => {
      const queue = await QueueUnderTest.start(replication.url, { replicas: 1, timeoutMs: 200 });
      const [master, replica] = replication.servers;
      await Promise.all(Array.from({ length: 50 }, () => queue.enqueueUntilAccepted()));
      await replica?.kill('SIGSTOP');
      await expect(queue.producer.enqueue('job-not-replicated', job())).rejects.toThrow(NotReplicatedError);
      await master?.kill('SIGKILL');
      await replica?.kill('SIGCONT');
      // Sent while there is no master, and so refused until there is one with a replica again.
      const duringFailover = Promise.all(Array.from({ length: 5 }, () => queue.enqueueUntilAccepted()));
      await replication.waitForFailover(master!);
      await master?.restart();
      const refusals = await duringFailover;
      expect(Math.min(...refusals)).toBeGreaterThan(0);
      await queue.waitUntilAllHandled();
    },
    TIMEOUT_MS,
  );

  test(
    'clients leave a master that hangs without closing its links',
    async () => {
      const queue = await QueueUnderTest.start(replication.url);
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
      const [master] = replication.servers;
      await master?.kill('SIGSTOP');
      await replication.waitForFailover(master!);
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
      await master?.kill('SIGCONT');
      await replication.waitForReplica(master!);
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
    },
    TIMEOUT_MS,
  );

  test(
    'clients leave a master that an operator makes a replica',
    async () => {
      const queue = await QueueUnderTest.start(replication.url);
      const [master] = replication.servers;
      await queue.enqueueUntilAccepted();
      await askRedis(replication.sentinelPorts[0] ?? 0, (redis) =>
        redis.call('SENTINEL', 'FAILOVER', replication.masterName),
      );
      await replication.waitForFailover(master!);
      await replication.waitForReplica(master!);
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
    },
    TIMEOUT_MS,
  );
});

test(
  'READONLY: clients of a server that became a replica under them connect again until it is a master',
  async () => {
    const other = await startRedisServer();
    closers.push(() => other.stop());
    const server = await startRedisServer();
    closers.push(() => server.stop());
    const queue = await QueueUnderTest.start(server.url);
    await queue.enqueueUntilAccepted();
    await queue.waitUntilAllHandled();
    await askRedis(server.port, (redis) => redis.replicaof('127.0.0.1', other.port));
    await expect(queue.producer.enqueue('job-readonly', job())).rejects.toThrow();
    await askRedis(server.port, (redis) => redis.replicaof('NO', 'ONE'));
    await queue.enqueueUntilAccepted();
    await queue.waitUntilAllHandled();
  },
  TIMEOUT_MS,
);

describe('Cluster', () => {
  let cluster: RedisCluster;
  beforeEach(async () => {
    cluster = await startRedisCluster({ replicasPerMaster: 1 });
    closers.push(() => cluster.stop());
  }, TIMEOUT_MS);

  test(
    'all keys of a queue are on one shard, and jobs survive the kill of its master',
    async () => {
      const queue = await QueueUnderTest.start(cluster.url, { replicas: 1, timeoutMs: 200 });
      await Promise.all(Array.from({ length: 50 }, () => queue.enqueueUntilAccepted()));
      await queue.waitUntilAllHandled();
      const master = await cluster.findMasterOf(queue.keyPrefix);
      for (const server of cluster.servers.slice(0, 3)) {
        const keys = await askRedis(server.port, (redis) => redis.keys('*'));
        expect(keys.length > 0).toBe(server === master);
      }
      await master.kill('SIGKILL');
      const duringFailover = Promise.all(Array.from({ length: 5 }, () => queue.enqueueUntilAccepted()));
      await cluster.waitForFailover(queue.keyPrefix, master);
      await master.restart();
      await duringFailover;
      await queue.waitUntilAllHandled();
    },
    TIMEOUT_MS,
  );

  test(
    'clients leave a master that hangs without closing its links',
    async () => {
      const queue = await QueueUnderTest.start(cluster.url);
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
      const master = await cluster.findMasterOf(queue.keyPrefix);
      await master.kill('SIGSTOP');
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
      await master.kill('SIGCONT');
      await queue.enqueueUntilAccepted();
      await queue.waitUntilAllHandled();
    },
    TIMEOUT_MS,
  );
});
