import { Module, type DynamicModule } from '@nestjs/common';
import { JOB_CATALOG, NOTIFICATIONS_PER_BATCH } from '@ins-relay/contracts';
import { openOutcomes, startFeeder } from '@ins-relay/journal';
import { ClaimStore, ClickLinks, LedgerSweeper, recordBrokenJob } from '@ins-relay/ledger';
import { watchQueue, watchRedis } from '@ins-relay/metrics';
import { AppRuntime, checkRedisReachable, HealthChecks, readMemoryShare } from '@ins-relay/platform';
import { checkConsumption, JobProducer, JobWorker } from '@ins-relay/queue';
import { adoptOrphans, reconcileFailed } from '@ins-relay/repair';
import { openWorkerStorage } from '@ins-relay/storage';
import type { Telemetry } from '@ins-relay/tracing';
import { MapNotification } from './map-notification.js';
import { PostbackOutbox } from './postback-outbox.js';
import { traceMapping } from './trace-mapping.js';
import type { MapperConfig } from './mapper-config.js';
import { ReleaseHeld } from './release-held.js';
import { SweepLedger } from './sweep-ledger.js';

const DAY_SECONDS = 86_400;
const STUCK_AFTER_MS = 60_000;
const SWEEP_TURN_MS = 10_000;

@Module({})
export class MapperModule {
  static register(config: MapperConfig, telemetry: Telemetry): DynamicModule {
    return {
      module: MapperModule,
      providers: [{ provide: AppRuntime, useFactory: () => startMapper(config, telemetry) }],
    };
  }
}

async function startMapper(
  config: MapperConfig,
  { logger, metrics, tracing }: Telemetry,
): Promise<AppRuntime> {
  const outcomes = await openOutcomes(config, 'mapper', logger);
  const storage = await openWorkerStorage(config, 'mapper', logger, (...appended) => {
    metrics.pipeline.note(...appended);
    outcomes.note(...appended);
  });
  const { redis, keyPrefix, keyring, directory, reader, writer, held, onError } = storage;
  const mapQueue = new JobProducer(JOB_CATALOG.notificationMap, { redis, keyPrefix, keyring, onError });
  const deliverQueue = new JobProducer(JOB_CATALOG.postbackDeliver, { redis, keyPrefix, keyring, onError });
  const clickLinks = new ClickLinks(redis, keyPrefix, config.clickLinkDays * DAY_SECONDS);
  const requeue = { reader, writer, queue: mapQueue };
  const outbox = new PostbackOutbox(deliverQueue);
  const mapNotification = new MapNotification({
    directory,
    claims: new ClaimStore(redis, keyPrefix, config.claimDays * DAY_SECONDS),
    clickLinks,
    adopt: (orphanage, exceptEventId, nowMs) =>
      adoptOrphans({ ...requeue, clickLinks }, orphanage, exceptEventId, nowMs),
    held,
    reader,
    writer,
    outbox,
    readNowMs: Date.now,
  });
  const worker = new JobWorker(JOB_CATALOG.notificationMap, {
    redis,
    keyPrefix,
    keyring,
    concurrency: config.mapperConcurrency,
    batchConcurrency: Math.ceil(config.mapperConcurrency / NOTIFICATIONS_PER_BATCH),
    producer: mapQueue,
    finishBatch: (batchId) => outbox.finish(batchId),
    lockMs: config.workerLockMs,
    random: Math.random,
    onError,
    handle: (job, run) =>
      metrics.jobs.time(JOB_CATALOG.notificationMap.queue, run, async () => {
        const startedMs = Date.now();
        const { verdict, ...result } = await traceMapping(tracing, job, (traced) =>
          mapNotification.map(traced, run),
        );
        const { eventId: event, connectionId: connection, generation, receipt } = job;
        logger.info(
          { event, connection, generation, receipt, ...result, durationMs: Date.now() - startedMs },
          'mapped',
        );
        return verdict;
      }),
    onBroken: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'contract-broken' }, Date.now()),
    onDead: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'mapper-crashed' }, Date.now()),
  });
  worker.start();
  const feeder = await startFeeder(config, (job) => mapQueue.enqueueSealed(job.eventId, job), logger);
  const releaseHeld = new ReleaseHeld(directory, held, requeue, logger);
  releaseHeld.start();
  reconcileFailed({ queue: mapQueue, reader, writer }, 'mapper-crashed', Date.now()).catch(onError);
  const ledger = { redis, keyPrefix, keyring, keepSeconds: config.ledgerDays * DAY_SECONDS };
  const sweepLedger = new SweepLedger({
    sweeper: new LedgerSweeper(ledger, reader, Date.now),
    readMemoryShare: () => readMemoryShare(redis),
    claimTurn: async () => (await redis.set(`${keyPrefix}:sweep`, '1', 'PX', SWEEP_TURN_MS, 'NX')) === 'OK',
    memoryShareMax: config.ledgerMemoryPercent / 100,
    logger,
  });
  sweepLedger.start();
  watchRedis(metrics.registry, redis);
  watchQueue(metrics.registry, { [JOB_CATALOG.notificationMap.queue]: mapQueue });
  const health = new HealthChecks();
  health.add('redis', () => checkRedisReachable(redis, keyPrefix));
  health.add('consumption', () => checkConsumption(worker, mapQueue, STUCK_AFTER_MS, Date.now()));
  return new AppRuntime(health, async () => {
    await Promise.all([feeder.stop(), worker.close(), releaseHeld.stop(), sweepLedger.stop()]);
    await Promise.all([mapQueue.close(), deliverQueue.close()]);
    await Promise.all([storage.close(), outcomes.close(), tracing.close()]);
  });
}
