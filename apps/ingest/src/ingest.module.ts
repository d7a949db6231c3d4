import { Module, type DynamicModule } from '@nestjs/common';
import { ConnectionDirectory, ConnectionStateStore, ConnectionStore } from '@ins-relay/connections';
import { JOB_CATALOG, type NotificationMapJob } from '@ins-relay/contracts';
import { LedgerWriter, UnverifiedCalls } from '@ins-relay/ledger';
import { watchRedis } from '@ins-relay/metrics';
import {
  AppRuntime,
  checkRedisReachable,
  checkRedisSettings,
  closeRedis,
  connectRedis,
  HealthChecks,
  readMemoryShare,
  waitForRedis,
  type Logger,
  type RedisClient,
} from '@ins-relay/platform';
import { JobProducer } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { StatisticsRecorder } from '@ins-relay/statistics';
import type { Telemetry } from '@ins-relay/tracing';
import { AcceptNotification } from './accept-notification.js';
import type { IngestConfig } from './ingest-config.js';
import { LOGGER } from './inject-logger.js';
import { openIntake } from './intake/open-intake.js';
import { TracedIntake } from './intake/traced-intake.js';
import { InsController } from './ins/ins.controller.js';
import { CallLimiter } from './limits/call-limiter.js';
import { AcceptPixelHit } from './pixel/accept-pixel-hit.js';
import { PixelController } from './pixel/pixel.controller.js';
import { StoragePressure } from './pressure/storage-pressure.js';
import { RejectionRecorder } from './rejection-recorder.js';

const DAY_SECONDS = 86_400;
const REDIS_AT_START_MS = 10_000;
const REDIS_AWAY = { ok: true, detail: 'away; notifications go into the journal' };

/** What ingest runs on, started and stopped as one. */
export class IngestRuntime extends AppRuntime {
  constructor(
    health: HealthChecks,
    readonly acceptNotification: AcceptNotification,
    readonly acceptPixelHit: AcceptPixelHit,
    stop: () => Promise<void>,
  ) {
    super(health, stop);
  }
}

@Module({})
export class IngestModule {
  static register(config: IngestConfig, telemetry: Telemetry): DynamicModule {
    return {
      module: IngestModule,
      controllers: [InsController, PixelController],
      providers: [
        { provide: LOGGER, useValue: telemetry.logger },
        { provide: IngestRuntime, useFactory: () => startIngest(config, telemetry) },
        {
          provide: AcceptNotification,
          useFactory: (runtime: IngestRuntime) => runtime.acceptNotification,
          inject: [IngestRuntime],
        },
        {
          provide: AcceptPixelHit,
          useFactory: (runtime: IngestRuntime) => runtime.acceptPixelHit,
          inject: [IngestRuntime],
        },
      ],
    };
  }
}

async function startIngest(
  config: IngestConfig,
  { logger, metrics, tracing }: Telemetry,
): Promise<IngestRuntime> {
  const { keyPrefix } = config;
  const keyring = new Keyring(parseMasterKeys(config.masterKeys));
  const commandTimeoutMs = config.storageTimeoutMs;
  const redis = connectRedis(
    { ...config.redis, name: 'ingest', mode: 'fail-fast', commandTimeoutMs },
    logger,
  );
  const directoryRedis = connectRedis({ ...config.redis, name: 'ingest-directory', mode: 'patient' }, logger);
  await Promise.all([
    waitForRedis(redis, REDIS_AT_START_MS),
    waitForRedis(directoryRedis, REDIS_AT_START_MS),
  ]);
  for (const warning of await checkRedisSettings(redis)) logger.warn(warning, 'Redis can lose data');
  const onError = (error: Error) => logger.error({ err: error }, 'storage');
  const directory = new ConnectionDirectory(new ConnectionStore(directoryRedis, keyPrefix, keyring), {
    onError,
  });
  await directory.start();
  const keepSeconds = config.ledgerDays * DAY_SECONDS;
  const queue = new JobProducer(JOB_CATALOG.notificationMap, {
    redis,
    keyPrefix,
    keyring,
    onError,
    ...waitForReplicas(config),
  });
  const pressure = createPressure(config, directoryRedis, queue, logger);
  await pressure.start();
  const statistics = new StatisticsRecorder({ redis, keyPrefix, onError });
  const rejections = new RejectionRecorder({
    ledger: new LedgerWriter({
      redis,
      keyPrefix,
      keyring,
      keepSeconds,
      onAppended: (...appended) => {
        statistics.note(...appended);
        metrics.pipeline.note(...appended);
      },
    }),
    unverified: new UnverifiedCalls(redis, keyPrefix, keyring, keepSeconds),
    pressure,
    onError,
  });
  const state = new ConnectionStateStore(redis, keyPrefix);
  const opened = await openIntake(config, queue, keyring, pressure, logger);
  const intake = new TracedIntake(opened.intake, tracing);
  const acceptNotification = new AcceptNotification({
    directory,
    state,
    intake,
    rejections,
    pressure: opened.pressure,
    limits: {
      ofAddress: new CallLimiter(config.keylessCallsPerMinute),
      ofConnection: new CallLimiter(config.keylessCallsPerMinute),
    },
  });
  const acceptPixelHit = new AcceptPixelHit({
    directory,
    intake,
    rejections,
    pressure: opened.pressure,
    limits: {
      ofAddress: new CallLimiter(config.pixelHitsPerMinute),
      ofConnection: new CallLimiter(config.pixelHitsPerMinutePerConnection),
    },
  });
  watchRedis(metrics.registry, directoryRedis);
  const health = new HealthChecks();
  const reachRedis = () => checkRedisReachable(redis, keyPrefix);
  // To a process that is not ready nothing is routed, and with a journal it could still answer 200.
  health.add('redis', opened.needsRedis ? reachRedis : () => reachRedis().catch(() => REDIS_AWAY));
  health.add('connections', async () => ({ ok: directory.isLoaded }));
  // Whoever is ready can still answer 503 itself; a process that nothing is routed to could not.
  health.add('storage', async () => ({ ok: true, detail: pressure.detail }));
  return new IngestRuntime(health, acceptNotification, acceptPixelHit, async () => {
    pressure.stop();
    await directory.stop();
    await rejections.close();
    await statistics.close();
    await opened.close();
    await queue.close();
    await Promise.all([closeRedis(redis), closeRedis(directoryRedis), tracing.close()]);
  });
}

/** Half the time that Redis may take: the next notification waits behind it, and needs some for itself. */
function waitForReplicas({ redisWaitReplicas: replicas, storageTimeoutMs }: IngestConfig) {
  if (replicas === 0) return {};
  return { waitForReplicas: { replicas, timeoutMs: Math.floor(storageTimeoutMs / 2) } };
}

/** Over the client that waits: a slow answer to INFO must not be taken for an outage. */
function createPressure(
  config: IngestConfig,
  redis: RedisClient,
  queue: JobProducer<NotificationMapJob>,
  logger: Logger,
): StoragePressure {
  return new StoragePressure({
    logger,
    limits: {
      memoryStrained: config.memoryStrainedPercent / 100,
      memoryFull: config.memoryFullPercent / 100,
      queueAgeStrainedMs: config.queueAgeAlarmSeconds * 1000,
    },
    read: async () => ({
      memoryShare: await readMemoryShare(redis),
      queueAgeMs: await queue.readOldestWaitingAgeMs(Date.now()),
    }),
  });
}
