import { ConnectionDirectory, ConnectionStore } from '@ins-relay/connections';
import { HeldEvents, LedgerReader, LedgerWriter, type LedgerOptions } from '@ins-relay/ledger';
import {
  closeRedis,
  connectRedis,
  waitForRedis,
  type Logger,
  type RedisAddress,
  type RedisClient,
} from '@ins-relay/platform';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';
import { StatisticsRecorder } from '@ins-relay/statistics';

export interface WorkerStorageConfig {
  readonly redis: RedisAddress;
  readonly masterKeys: string;
  readonly keyPrefix: string;
  readonly ledgerDays: number;
}

/** What the mapper and the dispatcher read and write. */
export interface WorkerStorage {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly keyring: Keyring;
  readonly directory: ConnectionDirectory;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly held: HeldEvents;
  /** For queues and whatever else shares the client. */
  readonly onError: (error: Error) => void;
  close(): Promise<void>;
}

const DAY_SECONDS = 86_400;
const REDIS_AT_START_MS = 10_000;

/**
 * Connects everything a worker needs, with the connections loaded.
 * @param name of the app, for `CLIENT LIST`
 * @param note hears of everything that is appended to timelines, for metrics
 * @throws Error if Redis does not answer in time, or a master key can't be read
 */
export async function openWorkerStorage(
  config: WorkerStorageConfig,
  name: string,
  logger: Logger,
  note: NonNullable<LedgerOptions['onAppended']>,
): Promise<WorkerStorage> {
  const { keyPrefix } = config;
  const keyring = new Keyring(parseMasterKeys(config.masterKeys));
  const redis = connectRedis({ ...config.redis, name, mode: 'patient' }, logger);
  await waitForRedis(redis, REDIS_AT_START_MS);
  const onError = (error: Error) => logger.error({ err: error }, 'storage');
  const directory = new ConnectionDirectory(new ConnectionStore(redis, keyPrefix, keyring), { onError });
  await directory.start();
  const statistics = new StatisticsRecorder({ redis, keyPrefix, onError });
  const ledger = { redis, keyPrefix, keyring, keepSeconds: config.ledgerDays * DAY_SECONDS };
  return {
    redis,
    keyPrefix,
    keyring,
    directory,
    reader: new LedgerReader(ledger, Date.now),
    writer: new LedgerWriter({
      ...ledger,
      onAppended: (...appended) => {
        statistics.note(...appended);
        note(...appended);
      },
    }),
    held: new HeldEvents(redis, keyPrefix),
    onError,
    close: async () => {
      await directory.stop();
      await statistics.close();
      await closeRedis(redis);
    },
  };
}
