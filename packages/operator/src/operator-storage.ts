import { ConnectionStateStore, ConnectionStore } from '@ins-relay/connections';
import { JOB_CATALOG, type NotificationMapJob, type PostbackDeliverJob } from '@ins-relay/contracts';
import { DestinationBoard } from '@ins-relay/destinations';
import {
  ClickLinks,
  HeldEvents,
  LedgerReader,
  LedgerWriter,
  TimelineEditor,
  UnverifiedCalls,
} from '@ins-relay/ledger';
import type { RedisClient } from '@ins-relay/platform';
import { JobProducer } from '@ins-relay/queue';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';

export interface OperatorStorageConfig {
  readonly masterKeys: string;
  readonly keyPrefix: string;
  readonly ledgerDays: number;
  readonly clickLinkDays: number;
}

/** All stores that an operator looks into or changes. */
export interface OperatorStorage {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly keyring: Keyring;
  readonly connections: ConnectionStore;
  readonly states: ConnectionStateStore;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly held: HeldEvents;
  readonly clickLinks: ClickLinks;
  readonly unverified: UnverifiedCalls;
  readonly editor: TimelineEditor;
  readonly board: DestinationBoard;
  readonly mapQueue: JobProducer<NotificationMapJob>;
  readonly deliverQueue: JobProducer<PostbackDeliverJob>;
}

const DAY_SECONDS = 86_400;

/**
 * Opens them over one client, which stays the caller's to close.
 * @param onError hears of what goes wrong in the background
 * @throws Error for master keys that can't be read
 */
export function openOperatorStorage(
  { clickLinkDays, keyPrefix, ledgerDays, masterKeys }: OperatorStorageConfig,
  redis: RedisClient,
  onError: (error: Error) => void,
): OperatorStorage {
  const keyring = new Keyring(parseMasterKeys(masterKeys));
  const keepSeconds = ledgerDays * DAY_SECONDS;
  const ledger = { redis, keyPrefix, keyring, keepSeconds };
  const queue = { redis, keyPrefix, keyring, onError };
  return {
    redis,
    keyPrefix,
    keyring,
    connections: new ConnectionStore(redis, keyPrefix, keyring),
    states: new ConnectionStateStore(redis, keyPrefix),
    reader: new LedgerReader(ledger, Date.now),
    writer: new LedgerWriter(ledger),
    held: new HeldEvents(redis, keyPrefix),
    clickLinks: new ClickLinks(redis, keyPrefix, clickLinkDays * DAY_SECONDS),
    unverified: new UnverifiedCalls(redis, keyPrefix, keyring, keepSeconds),
    editor: new TimelineEditor(ledger, Date.now),
    board: new DestinationBoard({ redis, keyPrefix, onError }),
    mapQueue: new JobProducer(JOB_CATALOG.notificationMap, queue),
    deliverQueue: new JobProducer(JOB_CATALOG.postbackDeliver, queue),
  };
}
