import { ConnectionStateStore, ConnectionStore } from '@ins-relay/connections';
import {
  JOB_CATALOG,
  type Connection,
  type NotificationMapJob,
  type PostbackDeliverJob,
} from '@ins-relay/contracts';
import {
  ClickLinks,
  HeldEvents,
  LedgerReader,
  LedgerWriter,
  TimelineEditor,
  UnverifiedCalls,
} from '@ins-relay/ledger';
import {
  closeRedis,
  connectRedis,
  createLogger,
  loadConfig,
  waitForRedis,
  type RedisClient,
} from '@ins-relay/platform';
import { JobProducer } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { RelayConfig } from './relay-config.js';

/** Everything a command may need, connected. */
export interface RelayContext {
  readonly config: RelayConfig;
  readonly redis: RedisClient;
  readonly keyring: Keyring;
  readonly connections: ConnectionStore;
  readonly states: ConnectionStateStore;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly held: HeldEvents;
  readonly clickLinks: ClickLinks;
  readonly unverified: UnverifiedCalls;
  readonly editor: TimelineEditor;
  readonly mapQueue: JobProducer<NotificationMapJob>;
  readonly deliverQueue: JobProducer<PostbackDeliverJob>;
  /** Who did it, for timelines. */
  readonly operator: string;
}

/** A mistake of the user's: shown as it is, without a stack. */
export class UsageError extends Error {}

const DAY_SECONDS = 86_400;
const REDIS_AT_START_MS = 3_000;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs one command with everything connected. */
export type RunCommand = (command: (relay: RelayContext) => Promise<void>) => Promise<void>;

/** Connects, runs one command, and lets go of everything. */
export async function runWithRelay(
  environment: Environment,
  command: (relay: RelayContext) => Promise<void>,
): Promise<void> {
  const config = loadConfig(RelayConfig, environment);
  const logger = createLogger('relay', config.logLevel);
  const keyring = new Keyring(parseMasterKeys(config.masterKeys));
  const redis = connectRedis({ ...config.redis, name: 'relay', mode: 'patient' }, logger);
  const { keyPrefix } = config;
  const keepSeconds = config.ledgerDays * DAY_SECONDS;
  const ledger = { redis, keyPrefix, keyring, keepSeconds };
  try {
    await waitForRedis(redis, REDIS_AT_START_MS);
    const queue = { redis, keyPrefix, onError: (error: Error) => logger.error({ err: error }, 'queue') };
    await command({
      config,
      redis,
      keyring,
      connections: new ConnectionStore(redis, keyPrefix, keyring),
      states: new ConnectionStateStore(redis, keyPrefix),
      reader: new LedgerReader(ledger, Date.now),
      writer: new LedgerWriter(ledger),
      held: new HeldEvents(redis, keyPrefix),
      clickLinks: new ClickLinks(redis, keyPrefix, config.clickLinkDays * DAY_SECONDS),
      unverified: new UnverifiedCalls(redis, keyPrefix, keyring, keepSeconds),
      editor: new TimelineEditor(ledger, Date.now),
      mapQueue: new JobProducer(JOB_CATALOG.notificationMap, queue),
      deliverQueue: new JobProducer(JOB_CATALOG.postbackDeliver, queue),
      operator: `relay by ${environment['USER'] ?? environment['LOGNAME'] ?? 'unknown'}`,
    });
  } finally {
    await closeRedis(redis);
  }
}

/** @throws UsageError that names the connections there are */
export async function requireConnection(relay: RelayContext, id: string): Promise<Connection> {
  const found = await relay.connections.get(id);
  if (found !== undefined) return found;
  const { connections } = await relay.connections.list();
  const known = connections.map((connection) => connection.id).join(', ') || 'none yet; see relay apply';
  throw new UsageError(`There is no connection "${id}". Known: ${known}`);
}
