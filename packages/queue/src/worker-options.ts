import type { BatchTrail, OpenJob } from '@ins-relay/contracts';
import type { RedisClient } from '@ins-relay/platform';
import type { Keyring } from '@ins-relay/sealing';
import type { JobProducer } from './job-producer.js';
import type { JobRun } from './job-run.js';
import type { JobVerdict } from './job-verdict.js';

/** What every payload has. */
export type QueuedJob = BatchTrail & { readonly eventId: string };

export interface WorkerOptions<T extends QueuedJob> {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly keyring: Keyring;
  /** So many jobs are handled at once, those of batches included. */
  readonly concurrency: number;
  /** So many batches are taken at once. */
  readonly batchConcurrency: number;
  /** A job whose process has died is taken up by another one after about this long. */
  readonly lockMs: number;
  readonly random: () => number;
  readonly handle: (job: OpenJob<T>, run: JobRun) => Promise<JobVerdict>;
  /** Takes those jobs of a batch that have to go on by themselves. */
  readonly producer: Pick<JobProducer<T>, 'enqueue'>;
  /** Every job of the batch has been handled; what this throws makes the queue try them again, each by itself. */
  readonly finishBatch?: (batchId: string) => Promise<void>;
  /** The payload does not parse; it must be recorded here, or nobody will know of it. */
  readonly onBroken: (jobId: string, raw: unknown, problem: string) => Promise<void>;
  /** Attempts or crashes are used up without the handler having said so. */
  readonly onDead: (jobId: string, raw: unknown, reason: string) => Promise<void>;
  readonly onError: (error: Error) => void;
}
