import { NotificationMapJob } from './notification-map-job.js';
import type { SealedField } from './open-job.js';
import { PostbackDeliverJob } from './postback-deliver-job.js';

/** All that is fixed about one kind of job, in one place. Times in milliseconds unless the name says otherwise. */
export interface JobDeclaration<T> {
  readonly queue: string;
  /** Of those that come at once, a `JobBatch` each. */
  readonly batchQueue: string;
  readonly payload: new () => T;
  /** What of it must not be readable in the queue. */
  readonly text: {
    /** What the sealed value is bound to, with the event. */
    readonly context: string;
    readonly sealedAs: SealedField;
  };
  /** Tries before the queue gives up; a connection may set its own for postbacks. */
  readonly attempts: number;
  readonly backoff: { readonly baseMs: number; readonly maxMs: number };
  /** Completed jobs are removed at once (the ledger remembers); failed ones stay for bull-board, bounded. */
  readonly keepFailed: { readonly ageSeconds: number; readonly count: number };
}

/** At most, where ingest is not told otherwise; mappers take as many batches at once as hold what they may. */
export const NOTIFICATIONS_PER_BATCH = 16;

export const JOB_CATALOG = {
  /**
   * One verified notification. Its failures are quarantined by the mapper, so an attempt is used up only by
   * storage that fails: retried for about a day, far past any restart.
   */
  notificationMap: {
    queue: 'notification.map',
    batchQueue: 'notification.batch',
    payload: NotificationMapJob,
    text: { context: 'notification', sealedAs: 'sealedNotification' },
    attempts: 30,
    backoff: { baseMs: 500, maxMs: 3_600_000 },
    keepFailed: { ageSeconds: 7 * 86_400, count: 10_000 },
  },
  /** One postback. 12 attempts from 2 s doubling to 1 h span about 4 hours. */
  postbackDeliver: {
    queue: 'postback.deliver',
    batchQueue: 'postback.batch',
    payload: PostbackDeliverJob,
    text: { context: 'postback-url', sealedAs: 'sealedUrl' },
    attempts: 12,
    backoff: { baseMs: 2_000, maxMs: 3_600_000 },
    keepFailed: { ageSeconds: 7 * 86_400, count: 10_000 },
  },
} as const satisfies Record<string, JobDeclaration<unknown>>;
