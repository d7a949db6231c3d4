import { Job, Queue, type JobsOptions } from 'bullmq';
import {
  parseContract,
  type BatchedJob,
  type JobBatch,
  type JobDeclaration,
  type OpenJob,
  type SealedField,
} from '@ins-relay/contracts';
import type { RedisClient } from '@ins-relay/platform';
import { JobSealer, type Keyring } from '@ins-relay/sealing';
import { BatchStore, readJobs } from './batch-store.js';
import { ReplicaBarrier } from './replica-barrier.js';

export interface ProducerOptions {
  /** Shared with whoever else uses it; not closed by the producer. */
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly keyring: Keyring;
  readonly onError: (error: Error) => void;
  /** A job counts as enqueued once so many replicas have it; without it, once the master has it. */
  readonly waitForReplicas?: { readonly replicas: number; readonly timeoutMs: number };
}

/** What waits in a queue. Times in milliseconds. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** How a job that is not the first of its kind begins. */
export interface EnqueueOptions {
  /** Where not as declared. */
  readonly attempts?: number;
  /** It begins so much later. */
  readonly delayMs?: number;
  /** What its runs find as `JobRun.note`. */
  readonly note?: string;
}

/** A job as it is stored, in a batch or not. */
interface WalkedJob extends BatchedJob {
  /** The value that holds its text. */
  readonly sealed: string | undefined;
  readonly failedReason?: string;
}

type JobState = 'wait' | 'active' | 'delayed' | 'failed';

const PAGE = 500;
const BATCH_PAGE = 50;

/**
 * Puts jobs of one declaration into their queue, by themselves or several as one batch. Whoever looks for jobs finds
 * those in batches as well.
 */
export class JobProducer<T extends { readonly eventId: string }> {
  private readonly queue: Queue;
  private readonly sealer: JobSealer<T>;
  private readonly batches: BatchStore<T>;
  private readonly barrier: ReplicaBarrier | undefined;

  constructor(
    private readonly declaration: JobDeclaration<T>,
    options: ProducerOptions,
  ) {
    const open = (name: string) => {
      const queue = new Queue(name, {
        connection: options.redis,
        prefix: options.keyPrefix,
        // Whoever enqueues decides what to do while Redis is away; a hidden wait would break the answer in time.
        skipWaitingForReady: true,
        // Asked once, at the start: were Redis away at that moment, the queue would be unusable for ever.
        skipVersionCheck: true,
      });
      queue.on('error', options.onError);
      return queue;
    };
    this.queue = open(declaration.queue);
    this.sealer = new JobSealer(options.keyring, declaration);
    const batchOptions = this.buildOptions(declaration.attempts);
    this.batches = new BatchStore(open(declaration.batchQueue), this.sealer, options.redis, batchOptions);
    this.barrier = options.waitForReplicas && new ReplicaBarrier({ ...options, ...options.waitForReplicas });
  }

  /**
   * Resolves once the job is in Redis, and on as many replicas as were asked for. A job id that is already queued by
   * itself is left as it is: to enqueue the same job again after a crash is harmless.
   * @param jobId no colon, not all digits (BullMQ)
   * @throws ContractError, NotReplicatedError (the job may be in Redis all the same), or an error of the Redis client
   */
  async enqueue(jobId: string, job: OpenJob<T>, options: EnqueueOptions = {}): Promise<void> {
    await this.enqueueSealed(jobId, this.sealer.seal(job), options);
  }

  /** The same, for a payload that was sealed before. */
  async enqueueSealed(jobId: string, payload: T, options: EnqueueOptions = {}): Promise<void> {
    const parsed = parseContract(this.declaration.payload, payload);
    const { attempts = this.declaration.attempts, delayMs, note } = options;
    await this.write(async () => {
      const job = await this.queue.add(this.declaration.queue, parsed, {
        ...this.buildOptions(attempts),
        jobId,
        ...(delayMs === undefined ? {} : { delay: delayMs }),
      });
      if (note !== undefined) await job.updateProgress(note);
    });
  }

  /**
   * The same, for jobs that cost less as one batch; one alone is a job of its own. A batch that is queued already is
   * left as it is; a job that is queued by itself as well is run twice.
   * @param batchId begins with the event id of the first job; no colon
   */
  async enqueueBatch(batchId: string, jobs: readonly BatchedJob<OpenJob<T>>[]): Promise<void> {
    const [first] = jobs;
    if (first === undefined) return;
    if (jobs.length === 1) return this.enqueue(first.id, first.payload, { attempts: first.attempts });
    for (const { payload } of jobs) parseContract(this.declaration.payload, payload);
    await this.write(() => this.batches.add(batchId, jobs));
  }

  /** @returns the payload of a job that is still queued, as it is stored, or undefined */
  async find(jobId: string): Promise<unknown> {
    const job = await this.queue.getJob(jobId);
    if (job !== undefined) return job.data as unknown;
    return (await this.batches.findOf(jobId))?.jobs.find(({ id }) => id === jobId)?.payload;
  }

  /** @returns the ids of the jobs of a batch that is not done; none where it is */
  async listBatch(batchId: string): Promise<string[]> {
    return ((await this.batches.find(batchId)) ?? []).map(({ id }) => id);
  }

  /** Takes a job out that is not under way; one that is not there is no error. */
  async remove(jobId: string): Promise<void> {
    await this.queue.remove(jobId);
    await this.batches.remove(jobId);
  }

  /** Lets a job begin now that was made to wait. @returns false where it could not; then it begins in its time */
  async wake(jobId: string): Promise<boolean> {
    try {
      // Only the id counts; to read the whole job first would be a question more.
      await new Job(this.queue, this.declaration.queue, {}, {}, jobId).promote();
      return true;
    } catch {
      return false;
    }
  }

  /** For bull-board, which looks at BullMQ's own. */
  get bullQueues(): Queue[] {
    return [this.queue, this.batches.queue];
  }

  /** Processes that work on this queue; 0 where Redis does not tell who is connected (`CLIENT LIST`). */
  async countWorkers(): Promise<number> {
    try {
      return await this.queue.getWorkersCount();
    } catch {
      return 0;
    }
  }

  /** Of jobs, in batches or not; a batch that is under way or failed counts as one. */
  async count(): Promise<QueueCounts> {
    const states = ['wait', 'active', 'delayed', 'failed'] as const;
    const [own, batches] = await Promise.all(
      this.bullQueues.map((queue) => queue.getJobCounts(...states) as Promise<Record<string, number>>),
    );
    const inBatches = await this.batches.countWaiting(batches?.['wait'] ?? 0);
    const add = (state: string) => (own?.[state] ?? 0) + (batches?.[state] ?? 0);
    return {
      waiting: (own?.['wait'] ?? 0) + inBatches,
      active: add('active'),
      delayed: add('delayed'),
      failed: add('failed'),
    };
  }

  /** Milliseconds that the oldest waiting job has been waiting; 0 when none waits. */
  async readOldestWaitingAgeMs(nowMs: number): Promise<number> {
    const ages = await Promise.all(
      this.bullQueues.map(async (queue) => {
        // Jobs are pushed left and taken from the right, so the last one is the oldest.
        const [oldest] = await queue.getJobs(['wait'], 0, 0, true);
        return oldest === undefined ? 0 : Math.max(0, nowMs - oldest.timestamp);
      }),
    );
    return Math.max(...ages);
  }

  /** How many jobs that are not done have a text that is not sealed under the key that seals now. */
  async countSealedBefore(): Promise<number> {
    let count = 0;
    for await (const { sealed } of this.walkJobs(['wait', 'active', 'delayed'])) {
      if (!this.sealer.isCurrent(sealed)) count += 1;
    }
    return count;
  }

  /**
   * Walks over the payloads of what waits, retries and turns to come included, as they are stored. What moves
   * meanwhile may be missed or come twice: for estimates.
   */
  async *walkWaiting(jobsMax: number): AsyncGenerator<unknown> {
    let left = jobsMax;
    for await (const { payload } of this.walkJobs(['wait', 'delayed'])) {
      if (left-- === 0) return;
      yield payload;
    }
  }

  /** The jobs that were given up and are still kept, those of batches too. */
  async *listFailed(): AsyncGenerator<{ jobId: string; payload: T; reason: string }> {
    for await (const { id, payload, failedReason: reason = 'unknown' } of this.walkJobs(['failed'])) {
      yield { jobId: id, payload: payload as T, reason };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.bullQueues.map((queue) => queue.close()));
  }

  private async *walkJobs(states: readonly JobState[]): AsyncGenerator<WalkedJob> {
    const { sealedAs } = this.declaration.text;
    for (const state of states) {
      for await (const job of walkState(this.queue, state, PAGE)) {
        const payload = job.data as { readonly [field in SealedField]?: string };
        const sealed = payload[sealedAs];
        yield { id: job.id ?? '', payload, sealed, failedReason: job.failedReason };
      }
      for await (const batch of walkState(this.batches.queue, state, BATCH_PAGE)) {
        const { sealedTexts: sealed } = batch.data as JobBatch;
        for (const job of readJobs(batch)) yield { ...job, sealed, failedReason: batch.failedReason };
      }
    }
  }

  private async write(add: () => Promise<void>): Promise<void> {
    await (this.barrier === undefined ? add() : this.barrier.run(add));
  }

  private buildOptions(attempts: number): JobsOptions {
    const { ageSeconds, count } = this.declaration.keepFailed;
    return {
      attempts,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: { age: ageSeconds, count },
    };
  }
}

async function* walkState(queue: Queue, state: JobState, page: number): AsyncGenerator<Job> {
  for (let start = 0; ; start += page) {
    const jobs = await queue.getJobs([state], start, start + page - 1);
    // One that ended between BullMQ's two questions is undefined.
    for (const job of jobs as readonly (Job | undefined)[]) if (job !== undefined) yield job;
    if (jobs.length < page) return;
  }
}
