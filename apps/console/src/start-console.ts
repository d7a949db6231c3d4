import { ApiTokenStore, AuditLog, createOneTimePassword, SessionStore, UserStore } from '@ins-relay/access';
import { ConnectionDirectory } from '@ins-relay/connections';
import { openOperatorStorage } from '@ins-relay/operator';
import {
  AppRuntime,
  checkRedisReachable,
  closeRedis,
  connectRedis,
  HealthChecks,
  waitForRedis,
  type Logger,
} from '@ins-relay/platform';
import { BulkReplayRunner, BulkReplayStore } from '@ins-relay/repair';
import { StatisticsReader, StatisticsRecorder } from '@ins-relay/statistics';
import { openAlerts } from './alerts/open-alerts.js';
import { OwnAddress } from './access/own-address.js';
import { SignInThrottle } from './access/sign-in-throttle.js';
import type { ConsoleConfig } from './console-config.js';
import { ConsoleContext } from './console-context.js';
import { EventTail } from './events/event-tail.js';
import { AttentionBoard } from './overview/attention-board.js';
import { QueueAgeSampler } from './overview/queue-age-sampler.js';
import { RulesHistory } from './rules/rules-history.js';

const REDIS_AT_START_MS = 10_000;
/** A page that waits for longer is better off with an error and a button to try again. */
const COMMAND_MS_MAX = 8_000;
const FIRST_ADMIN = 'admin';

/** What the console runs on, started and stopped as one. */
export class ConsoleRuntime extends AppRuntime {
  constructor(
    readonly context: ConsoleContext,
    health: HealthChecks,
    stop: () => Promise<void>,
  ) {
    super(health, stop);
  }
}

/** Connects everything, and makes the first administrator where there is none. */
export async function startConsole(
  config: ConsoleConfig,
  logger: Logger,
  version: string,
): Promise<ConsoleRuntime> {
  const { keyPrefix } = config;
  const onError = (error: Error) => logger.error({ err: error }, 'storage');
  // People get an error at once while Redis is away; what goes on in the background waits for it.
  const redis = connectRedis(
    { ...config.redis, name: 'console', mode: 'fail-fast', commandTimeoutMs: COMMAND_MS_MAX },
    logger,
  );
  const patientRedis = connectRedis({ ...config.redis, name: 'console-background', mode: 'patient' }, logger);
  await Promise.all([waitForRedis(redis, REDIS_AT_START_MS), waitForRedis(patientRedis, REDIS_AT_START_MS)]);
  const storage = openOperatorStorage(config, redis, onError);
  const background = openOperatorStorage(config, patientRedis, onError);
  const directory = new ConnectionDirectory(background.connections, { onError });
  await directory.start();
  const tail = new EventTail(background.reader, onError);
  await tail.start();
  const replays = new BulkReplayStore(redis, keyPrefix);
  const replayRunner = new BulkReplayRunner({
    ...background,
    queue: background.mapQueue,
    replays: new BulkReplayStore(patientRedis, keyPrefix),
    readNowMs: Date.now,
    onError,
  });
  replayRunner.start();
  const recorder = new StatisticsRecorder({ redis: patientRedis, keyPrefix, onError });
  const sampler = new QueueAgeSampler(background, recorder, onError);
  sampler.start();
  const users = new UserStore(redis, keyPrefix);
  await createFirstAdmin(users, config.consoleFirstPassword, logger);
  const context = new ConsoleContext({
    config,
    logger,
    version,
    storage,
    directory,
    users,
    sessions: new SessionStore(redis, keyPrefix),
    tokens: new ApiTokenStore(redis, keyPrefix),
    audit: new AuditLog(redis, keyPrefix),
    throttle: new SignInThrottle(redis, keyPrefix),
    address: new OwnAddress(config.consolePublicUrl),
    statistics: new StatisticsReader(redis, keyPrefix),
    replays,
    replayRunner,
    rulesHistory: new RulesHistory(redis, keyPrefix),
    tail,
    openApi: {},
    attention: new AttentionBoard({ storage, directory, readNowMs: Date.now }),
  });
  const alerts = openAlerts(config, redis, context);
  alerts?.start();
  const health = new HealthChecks();
  health.add('redis', () => checkRedisReachable(redis, keyPrefix));
  health.add('connections', async () => ({ ok: directory.isLoaded }));
  return new ConsoleRuntime(context, health, async () => {
    await alerts?.stop();
    sampler.stop();
    tail.stop();
    await replayRunner.stop();
    await recorder.close();
    await directory.stop();
    for (const { deliverQueue, mapQueue } of [storage, background]) {
      await Promise.all([mapQueue.close(), deliverQueue.close()]);
    }
    await Promise.all([closeRedis(redis), closeRedis(patientRedis)]);
  });
}

async function createFirstAdmin(users: UserStore, configured: string, logger: Logger): Promise<void> {
  const password = configured === '' ? createOneTimePassword() : configured;
  const created = await users.createFirst(FIRST_ADMIN, password, Date.now());
  if (created === undefined) return;
  // The only time that it is told; it has to be changed at the first sign-in.
  logger.warn(
    configured === ''
      ? `first start: sign in as ${FIRST_ADMIN} with the one-time password ${password}`
      : `first start: sign in as ${FIRST_ADMIN} with the password in CONSOLE_FIRST_PASSWORD`,
  );
}
