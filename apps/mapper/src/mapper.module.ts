import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { ConnectionDirectory, ConnectionStore } from '@ins-relay/connections';
import { JOB_CATALOG } from '@ins-relay/contracts';
import { ClickLinks, HeldEvents, LedgerReader, LedgerWriter, recordBrokenJob } from '@ins-relay/ledger';
import { closeRedis, connectRedis, HealthChecks, waitForRedis, type Logger } from '@ins-relay/platform';
import { checkConsumption, ClaimStore, JobProducer, JobWorker } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { MapNotification } from './map-notification.js';
import type { MapperConfig } from './mapper-config.js';
import { ReleaseHeld } from './release-held.js';

const DAY_SECONDS = 86_400;
const REDIS_AT_START_MS = 10_000;
const STUCK_AFTER_MS = 60_000;

/** Everything the mapper runs on, started and stopped as one. */
export class MapperRuntime implements OnApplicationShutdown {
  constructor(
    readonly health: HealthChecks,
    private readonly stop: () => Promise<void>,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }
}

@Module({})
export class MapperModule {
  static register(config: MapperConfig, logger: Logger): DynamicModule {
    return {
      module: MapperModule,
      providers: [{ provide: MapperRuntime, useFactory: () => startMapper(config, logger) }],
    };
  }
}

async function startMapper(config: MapperConfig, logger: Logger): Promise<MapperRuntime> {
  const { keyPrefix } = config;
  const keyring = new Keyring(parseMasterKeys(config.masterKeys));
  const redis = connectRedis({ url: config.redisUrl, name: 'mapper', mode: 'patient' }, logger);
  await waitForRedis(redis, REDIS_AT_START_MS);
  const onError = (error: Error) => logger.error({ err: error }, 'storage');
  const directory = new ConnectionDirectory(new ConnectionStore(redis, keyPrefix, keyring), { onError });
  await directory.start();
  const ledger = { redis, keyPrefix, keyring, keepSeconds: config.ledgerDays * DAY_SECONDS };
  const reader = new LedgerReader(ledger, Date.now);
  const writer = new LedgerWriter(ledger);
  const held = new HeldEvents(redis, keyPrefix);
  const mapQueue = new JobProducer(JOB_CATALOG.notificationMap, { redis, keyPrefix, onError });
  const deliverQueue = new JobProducer(JOB_CATALOG.postbackDeliver, { redis, keyPrefix, onError });
  const mapNotification = new MapNotification({
    directory,
    keyring,
    claims: new ClaimStore(redis, keyPrefix, config.claimDays * DAY_SECONDS),
    clickLinks: new ClickLinks(redis, keyPrefix, config.clickLinkDays * DAY_SECONDS),
    held,
    reader,
    writer,
    deliverQueue,
    readNowMs: Date.now,
  });
  const worker = new JobWorker(JOB_CATALOG.notificationMap, {
    redis,
    keyPrefix,
    concurrency: config.mapperConcurrency,
    lockMs: config.workerLockMs,
    random: Math.random,
    onError,
    handle: async (job, run) => {
      const startedMs = Date.now();
      const { verdict, ...result } = await mapNotification.map(job, run);
      const { eventId: event, connectionId: connection, generation, receipt } = job;
      logger.info(
        { event, connection, generation, receipt, ...result, durationMs: Date.now() - startedMs },
        'mapped',
      );
      return verdict;
    },
    onBroken: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'contract-broken' }, Date.now()),
    onDead: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'mapper-crashed' }, Date.now()),
  });
  worker.start();
  const releaseHeld = new ReleaseHeld(directory, held, { reader, writer, queue: mapQueue, keyring }, logger);
  releaseHeld.start();
  const health = new HealthChecks();
  health.add('redis', async () => ({ ok: (await redis.ping()) === 'PONG' }));
  health.add('consumption', () => checkConsumption(worker, mapQueue, STUCK_AFTER_MS, Date.now()));
  return new MapperRuntime(health, async () => {
    await Promise.all([worker.close(), releaseHeld.stop()]);
    await directory.stop();
    await Promise.all([mapQueue.close(), deliverQueue.close()]);
    await closeRedis(redis);
  });
}
