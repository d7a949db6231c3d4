import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { JOB_CATALOG, type PostbackDeliverJob } from '@ins-relay/contracts';
import type { Keyring } from '@ins-relay/sealing';
import { startRedisServer, type RedisServer } from '@ins-relay/testkit';
import { JobProducer, JobWorker, type WorkerOptions } from '../src/index.js';
import { createKeyring } from './create-keyring.js';

/** Postbacks on a Redis of its own; every test has other keys. */
export class QueueUnderTest {
  readonly declaration = JOB_CATALOG.postbackDeliver;
  server!: RedisServer;
  redis!: Redis;
  keyPrefix = '';
  keyring!: Keyring;
  producer!: JobProducer<PostbackDeliverJob>;
  private workers: JobWorker<PostbackDeliverJob>[] = [];

  constructor(readonly onError: (error: Error) => void = () => undefined) {
    beforeAll(async () => {
      this.server = await startRedisServer();
      this.redis = new Redis(this.server.url, { maxRetriesPerRequest: null });
    });
    beforeEach(() => this.open());
    afterEach(() => this.close());
    afterAll(async () => {
      await this.redis.quit();
      await this.server.stop();
    });
  }

  startWorker(options: Partial<WorkerOptions<PostbackDeliverJob>>): JobWorker<PostbackDeliverJob> {
    const { declaration, keyPrefix, keyring, onError, producer, redis } = this;
    const worker = new JobWorker(declaration, {
      redis,
      keyPrefix,
      keyring,
      concurrency: 5,
      batchConcurrency: 5,
      lockMs: 1_000,
      random: () => 0.5,
      producer,
      handle: async () => ({ verdict: 'done' }),
      onBroken: async () => undefined,
      onDead: async () => undefined,
      onError,
      ...options,
    });
    this.workers.push(worker);
    worker.start();
    return worker;
  }

  async isEmpty(): Promise<boolean> {
    return Object.values(await this.producer.count()).every((count) => count === 0);
  }

  private open(): void {
    this.keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
    this.keyring = createKeyring();
    const { declaration, keyPrefix, keyring, onError, redis } = this;
    this.producer = new JobProducer(declaration, { redis, keyPrefix, keyring, onError });
    this.workers = [];
  }

  private async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await this.producer.close();
  }
}
