import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { ContractError, parseContract, type JobDeclaration } from '@ins-relay/contracts';
import type { RedisClient } from '@ins-relay/platform';
import type { JobVerdict } from './job-verdict.js';

/** Where a run of a job stands. */
export interface JobRun {
  readonly jobId: string;
  /** 1 for the first attempt. Waiting uses up none. */
  readonly attempt: number;
  readonly attemptsMax: number;
  /** When the job was put into the queue; milliseconds since 1970, UTC. */
  readonly enqueuedAtMs: number;
  /** It has neither been begun nor made to wait before. */
  readonly isFirstStart: boolean;
  /** A process died while it ran this job: what it did before may have taken effect. */
  readonly isRerun: boolean;
  /** What the handler noted when it made the job wait. */
  readonly note?: string;
}

export interface WorkerOptions<T> {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly concurrency: number;
  /** A job whose process has died is taken up by another one after about this long. */
  readonly lockMs: number;
  readonly random: () => number;
  readonly handle: (payload: T, run: JobRun) => Promise<JobVerdict>;
  /** The payload does not parse; it must be recorded here, or nobody will know of it. */
  readonly onBroken: (jobId: string, raw: unknown, problem: string) => Promise<void>;
  /** Attempts or crashes are used up without the handler having said so. */
  readonly onDead: (jobId: string, raw: unknown, reason: string) => Promise<void>;
  readonly onError: (error: Error) => void;
}

/**
 * How often a job may lose its process before it counts as the culprit. Rolling restarts and kills hit innocent
 * jobs as well, so one (BullMQ's default) is far too few.
 */
const CRASHES_MAX = 20;
const RETRY_AFTER_REDIS_ERROR_MS = 1_000;

class RetryError extends Error {
  constructor(
    reason: string,
    readonly delayMs: number,
  ) {
    super(reason);
  }
}

class GiveUpError extends UnrecoverableError {}

/** Runs one handler over the jobs of one declaration. */
export class JobWorker<T extends object> {
  private readonly worker: Worker;
  private lastProgressAtMs = Date.now();

  constructor(
    private readonly declaration: JobDeclaration<T>,
    private readonly options: WorkerOptions<T>,
  ) {
    this.worker = new Worker(declaration.queue, (job, token) => this.run(job, token), {
      connection: options.redis,
      prefix: options.keyPrefix,
      concurrency: options.concurrency,
      lockDuration: options.lockMs,
      stalledInterval: options.lockMs,
      maxStalledCount: CRASHES_MAX,
      runRetryDelay: RETRY_AFTER_REDIS_ERROR_MS,
      autorun: false,
      settings: {
        backoffStrategy: (attemptsMade, _type, error) => this.chooseBackoffMs(attemptsMade, error),
      },
    });
    this.worker.on('error', options.onError);
    this.worker.on('failed', (job, error) => this.noticeDeath(job, error));
    for (const event of ['active', 'completed', 'failed', 'drained'] as const) {
      this.worker.on(event, () => (this.lastProgressAtMs = Date.now()));
    }
  }

  /** Begins to take jobs; returns at once. */
  start(): void {
    this.worker.run().catch(this.options.onError);
  }

  /** When a job was last begun or finished, or the queue was found empty; milliseconds since 1970. */
  get lastProgressMs(): number {
    return this.lastProgressAtMs;
  }

  get isRunning(): boolean {
    return this.worker.isRunning();
  }

  /** Takes no more jobs and waits for those under way. */
  async close(): Promise<void> {
    await this.worker.close();
  }

  private async run(job: Job, token: string | undefined): Promise<void> {
    const payload = await this.parse(job);
    const verdict = await this.options.handle(payload, {
      jobId: job.id ?? '',
      attempt: job.attemptsMade + 1,
      attemptsMax: job.opts.attempts ?? 1,
      enqueuedAtMs: job.timestamp,
      isFirstStart: job.attemptsStarted <= 1,
      isRerun: job.stalledCounter > 0,
      note: typeof job.progress === 'string' ? job.progress : undefined,
    });
    switch (verdict.verdict) {
      case 'done':
        return;
      case 'wait':
        if (verdict.note !== undefined && verdict.note !== job.progress) {
          await job.updateProgress(verdict.note);
        }
        await job.moveToDelayed(verdict.untilMs, token);
        throw new DelayedError();
      case 'retry':
        throw new RetryError(verdict.reason, verdict.delayMs);
      case 'give-up':
        throw new GiveUpError(verdict.reason);
    }
  }

  private async parse(job: Job): Promise<T> {
    try {
      return parseContract(this.declaration.payload, job.data);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      await this.options.onBroken(job.id ?? '', job.data, error.message);
      throw new GiveUpError(error.message);
    }
  }

  private chooseBackoffMs(attemptsMade: number, error: Error | undefined): number {
    if (error instanceof RetryError) return error.delayMs;
    const { baseMs, maxMs } = this.declaration.backoff;
    const ceilingMs = Math.min(baseMs * 2 ** (attemptsMade - 1), maxMs);
    return Math.round(ceilingMs * (0.5 + this.options.random() / 2));
  }

  private noticeDeath(job: Job | undefined, error: Error): void {
    if (job === undefined || error instanceof GiveUpError) return;
    const attemptsLeft = (job.opts.attempts ?? 1) - job.attemptsMade;
    if (attemptsLeft > 0 && job.finishedOn === undefined) return;
    this.options.onDead(job.id ?? '', job.data, error.message).catch(this.options.onError);
  }
}
