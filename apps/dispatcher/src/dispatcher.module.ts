import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { ConnectionDirectory, ConnectionStore } from '@ins-relay/connections';
import { JOB_CATALOG } from '@ins-relay/contracts';
import { HeldEvents, LedgerReader, LedgerWriter, recordBrokenJob } from '@ins-relay/ledger';
import { closeRedis, connectRedis, HealthChecks, waitForRedis, type Logger } from '@ins-relay/platform';
import { checkConsumption, JobProducer, JobWorker } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { DeliverPostback } from './deliver-postback.js';
import type { DispatcherConfig } from './dispatcher-config.js';
import { PostbackSender } from './postback-sender.js';

const DAY_SECONDS = 86_400;
const REDIS_AT_START_MS = 10_000;
/** Longer than the longest timeout a connection may have. */
const STUCK_AFTER_MS = 90_000;

/** Everything the dispatcher runs on, started and stopped as one. */
export class DispatcherRuntime implements OnApplicationShutdown {
  constructor(
    readonly health: HealthChecks,
    private readonly stop: () => Promise<void>,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }
}

@Module({})
export class DispatcherModule {
  static register(config: DispatcherConfig, logger: Logger): DynamicModule {
    return {
      module: DispatcherModule,
      providers: [{ provide: DispatcherRuntime, useFactory: () => startDispatcher(config, logger) }],
    };
  }
}

async function startDispatcher(config: DispatcherConfig, logger: Logger): Promise<DispatcherRuntime> {
  const { keyPrefix } = config;
  const keyring = new Keyring(parseMasterKeys(config.masterKeys));
  const redis = connectRedis({ url: config.redisUrl, name: 'dispatcher', mode: 'patient' }, logger);
  await waitForRedis(redis, REDIS_AT_START_MS);
  const onError = (error: Error) => logger.error({ err: error }, 'storage');
  const directory = new ConnectionDirectory(new ConnectionStore(redis, keyPrefix, keyring), { onError });
  await directory.start();
  const ledger = { redis, keyPrefix, keyring, keepSeconds: config.ledgerDays * DAY_SECONDS };
  const reader = new LedgerReader(ledger, Date.now);
  const writer = new LedgerWriter(ledger);
  const sender = new PostbackSender();
  const deliverPostback = new DeliverPostback({
    directory,
    keyring,
    held: new HeldEvents(redis, keyPrefix),
    reader,
    writer,
    sender,
    retryBaseMs: config.retryBaseMs,
    readNowMs: Date.now,
    random: Math.random,
  });
  const queue = new JobProducer(JOB_CATALOG.postbackDeliver, { redis, keyPrefix, onError });
  const worker = new JobWorker(JOB_CATALOG.postbackDeliver, {
    redis,
    keyPrefix,
    concurrency: config.dispatcherConcurrency,
    lockMs: config.workerLockMs,
    random: Math.random,
    onError,
    handle: async (job, run) => {
      const { verdict, ...result } = await deliverPostback.deliver(job, run);
      const { eventId: event, connectionId: connection, receipt, rdtkEventId, receivedAtMs } = job;
      const line = { event, connection, receipt, rdtkEventId, attempt: run.attempt, ...result };
      logger.info({ ...line, sinceReceivedMs: Date.now() - receivedAtMs }, 'postback');
      return verdict;
    },
    onBroken: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'contract-broken' }, Date.now()),
    onDead: (jobId, raw, problem) =>
      recordBrokenJob(reader, writer, { jobId, raw, problem, cause: 'dispatcher-crashed' }, Date.now()),
  });
  worker.start();
  const health = new HealthChecks();
  health.add('redis', async () => ({ ok: (await redis.ping()) === 'PONG' }));
  health.add('consumption', () => checkConsumption(worker, queue, STUCK_AFTER_MS, Date.now()));
  return new DispatcherRuntime(health, async () => {
    await worker.close();
    await sender.close();
    await directory.stop();
    await queue.close();
    await closeRedis(redis);
  });
}
