import { Module, type DynamicModule } from '@nestjs/common';
import { JOB_CATALOG } from '@ins-relay/contracts';
import { DestinationBoard, DestinationGate, RateBudget } from '@ins-relay/destinations';
import { openOutcomes } from '@ins-relay/journal';
import { recordBrokenJob } from '@ins-relay/ledger';
import { watchDestinations, watchQueue, watchRedis } from '@ins-relay/metrics';
import { AppRuntime, checkRedisReachable, HealthChecks } from '@ins-relay/platform';
import { checkConsumption, JobProducer, JobWorker } from '@ins-relay/queue';
import { openWorkerStorage } from '@ins-relay/storage';
import type { Telemetry } from '@ins-relay/tracing';
import { DeliverPostback } from './deliver-postback.js';
import type { DispatcherConfig } from './dispatcher-config.js';
import { PostbackSender } from './postback-sender.js';
import { traceDelivery } from './trace-delivery.js';

/** Longer than the longest timeout a connection may have. */
const STUCK_AFTER_MS = 90_000;

/** One that holds a slow postback is not done before it, so there are more than hold what is sent at once. */
const BATCHES_SHARE = 4;

@Module({})
export class DispatcherModule {
  static register(config: DispatcherConfig, telemetry: Telemetry): DynamicModule {
    return {
      module: DispatcherModule,
      providers: [{ provide: AppRuntime, useFactory: () => startDispatcher(config, telemetry) }],
    };
  }
}

async function startDispatcher(
  config: DispatcherConfig,
  { logger, metrics, tracing }: Telemetry,
): Promise<AppRuntime> {
  const outcomes = await openOutcomes(config, 'dispatcher', logger);
  const storage = await openWorkerStorage(config, 'dispatcher', logger, (...appended) => {
    metrics.pipeline.note(...appended);
    outcomes.note(...appended);
  });
  const { redis, keyPrefix, keyring, directory, reader, writer, held, onError } = storage;
  const { allowPrivateDestinations, dispatcherConcurrency: concurrency } = config;
  const sender = new PostbackSender({ allowPrivateDestinations });
  const board = new DestinationBoard({ redis, keyPrefix, onError });
  await board.start();
  const queue = new JobProducer(JOB_CATALOG.postbackDeliver, { redis, keyPrefix, keyring, onError });
  const gate = new DestinationGate({
    board,
    budget: new RateBudget(redis, keyPrefix, Date.now),
    concurrency,
    wake: (jobId) => queue.wake(jobId),
    readNowMs: Date.now,
  });
  const deliverPostback = new DeliverPostback({
    directory,
    keyring,
    held,
    reader,
    writer,
    gate,
    sender,
    retryBaseMs: config.retryBaseMs,
    readNowMs: Date.now,
    random: Math.random,
  });
  const worker = new JobWorker(JOB_CATALOG.postbackDeliver, {
    redis,
    keyPrefix,
    keyring,
    concurrency,
    batchConcurrency: Math.ceil(concurrency / BATCHES_SHARE),
    producer: queue,
    lockMs: config.workerLockMs,
    random: Math.random,
    onError,
    handle: (job, run) =>
      metrics.jobs.time(JOB_CATALOG.postbackDeliver.queue, run, async () => {
        const { verdict, ...result } = await traceDelivery(tracing, job, run, () =>
          deliverPostback.deliver(job, run),
        );
        const { eventId: event, connectionId: connection, receipt, rdtkEventId, receivedAtMs } = job;
        const line = { event, connection, receipt, rdtkEventId, attempt: run.attempt, ...result };
        // What waits is looked at again and again; its timeline tells why.
        const level = verdict.verdict === 'wait' ? 'debug' : 'info';
        logger[level]({ ...line, sinceReceivedMs: Date.now() - receivedAtMs }, 'postback');
        return verdict;
      }),
    onBroken: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'contract-broken' }, Date.now()),
    onDead: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'dispatcher-crashed' }, Date.now()),
  });
  worker.start();
  watchRedis(metrics.registry, redis);
  watchQueue(metrics.registry, { [JOB_CATALOG.postbackDeliver.queue]: queue });
  watchDestinations(metrics.registry, board);
  const health = new HealthChecks();
  health.add('redis', () => checkRedisReachable(redis, keyPrefix));
  health.add('consumption', () => checkConsumption(worker, queue, STUCK_AFTER_MS, Date.now()));
  return new AppRuntime(health, async () => {
    await worker.close();
    board.stop();
    await sender.close();
    await queue.close();
    await Promise.all([storage.close(), outcomes.close(), tracing.close()]);
  });
}
