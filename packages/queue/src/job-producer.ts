import { Job, Queue, type JobsOptions } from 'bullmq';
import { parseContract, type JobDeclaration } from '@ins-relay/contracts';
import type { RedisClient } from '@ins-relay/platform';
import { ReplicaBarrier } from './replica-barrier.js';

export interface ProducerOptions {
  /** Shared with whoever else uses it; not closed by the producer. */
  readonly redis: RedisClient;
  readonly keyPrefix: string;
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

const PAGE = 500;

const WALK_PAGE = 500;

/** Puts jobs of one declaration into their queue. */
export class JobProducer<T extends object> {
  private readonly queue: Queue;
  private readonly barrier: ReplicaBarrier | undefined;

  constructor(
    private readonly declaration: JobDeclaration<T>,
    options: ProducerOptions,
  ) {
    this.queue = new Queue(declaration.queue, {
      connection: options.redis,
      prefix: options.keyPrefix,
      // Whoever enqueues decides what to do while Redis is away; a hidden wait would break the answer in time.
      skipWaitingForReady: true,
      // Asked once, at the start: were Redis away at that moment, the queue would be unusable for ever.
      skipVersionCheck: true,
    });
    this.queue.on('error', options.onError);
    this.barrier = options.waitForReplicas && new ReplicaBarrier({ ...options, ...options.waitForReplicas });
  }

  /**
   * Resolves once the job is in Redis, and on as many replicas as were asked for. A job id that is already queued is left as it is: to enqueue the same
   * job again after a crash is harmless.
   * @param jobId no colon, not all digits (BullMQ)
   * @throws ContractError, NotReplicatedError (the job may be in Redis all the same), or an error of the Redis client
   */
  async enqueue(jobId: string, payload: T, options: { attempts?: number } = {}): Promise<void> {
    const parsed = parseContract(this.declaration.payload, payload);
    const add = async () => {
      await this.queue.add(this.declaration.queue, parsed, this.jobOptions(jobId, options.attempts));
    };
    await (this.barrier === undefined ? add() : this.barrier.run(add));
  }

  /** @returns the payload of a job that is still queued, or undefined */
  async find(jobId: string): Promise<unknown> {
    return (await this.queue.getJob(jobId))?.data as unknown;
  }

  /** Takes a job out that is not under way; one that is not there is no error. */
  async remove(jobId: string): Promise<void> {
    await this.queue.remove(jobId);
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
  get bullQueue(): Queue {
    return this.queue;
  }

  /** Processes that work on this queue; 0 where Redis does not tell who is connected (`CLIENT LIST`). */
  async countWorkers(): Promise<number> {
    try {
      return await this.queue.getWorkersCount();
    } catch {
      return 0;
    }
  }

  async count(): Promise<QueueCounts> {
    const {
      wait = 0,
      active = 0,
      delayed = 0,
      failed = 0,
    } = await this.queue.getJobCounts('wait', 'active', 'delayed', 'failed');
    return { waiting: wait, active, delayed, failed };
  }

  /** Milliseconds that the oldest waiting job has been waiting; 0 when none waits. */
  async readOldestWaitingAgeMs(nowMs: number): Promise<number> {
    // Jobs are pushed left and taken from the right, so the last one is the oldest.
    const [oldest] = await this.queue.getJobs(['wait'], 0, 0, true);
    return oldest === undefined ? 0 : Math.max(0, nowMs - oldest.timestamp);
  }

  /** The payloads of all jobs that are not done, as they are stored. */
  async *listPayloads(): AsyncGenerator<T> {
    for (let start = 0; ; start += PAGE) {
      const jobs = await this.queue.getJobs(['wait', 'active', 'delayed'], start, start + PAGE - 1);
      for (const job of jobs) yield job.data as T;
      if (jobs.length < PAGE) return;
    }
  }

  /**
   * Walks over the payloads of what waits, retries and turns to come included, as they are stored. What moves
   * meanwhile may be missed or come twice: for estimates.
   */
  async *walkWaiting(jobsMax: number): AsyncGenerator<unknown> {
    let left = jobsMax;
    for (const state of ['wait', 'delayed'] as const) {
      for (let start = 0; left > 0; start += WALK_PAGE) {
        const jobs = await this.queue.getJobs([state], start, start + Math.min(WALK_PAGE, left) - 1);
        // One that ended between the two questions is undefined.
        for (const job of jobs as readonly ({ data: unknown } | undefined)[]) {
          if (job !== undefined) yield job.data;
        }
        left -= jobs.length;
        if (jobs.length < WALK_PAGE) break;
      }
    }
  }

  /** The jobs that were given up and are still kept. */
  async *listFailed(): AsyncGenerator<{ jobId: string; payload: T; reason: string }> {
    for (let start = 0; ; start += PAGE) {
      const jobs = await this.queue.getJobs(['failed'], start, start + PAGE - 1);
      for (const job of jobs) {
        yield { jobId: job.id ?? '', payload: job.data as T, reason: job.failedReason ?? 'unknown' };
      }
      if (jobs.length < PAGE) return;
    }
  }

  async close(): Promise<void> {
    await this.queue.close();
  }

  private jobOptions(jobId: string, attempts = this.declaration.attempts): JobsOptions {
    const { ageSeconds, count } = this.declaration.keepFailed;
    return {
      jobId,
      attempts,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: { age: ageSeconds, count },
    };
  }
}
