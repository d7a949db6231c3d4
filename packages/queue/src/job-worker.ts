import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { ContractError, JobBatch, parseContract, type JobDeclaration } from '@ins-relay/contracts';
import { JobSealer } from '@ins-relay/sealing';
import { readJobs } from './batch-store.js';
import { limitAtOnce } from './limit-at-once.js';
import { runBatch } from './run-batch.js';
import type { QueuedJob, WorkerOptions } from './worker-options.js';

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

/** Runs one handler over the jobs of one declaration, those that come by themselves and those in batches. */
export class JobWorker<T extends QueuedJob> {
  private readonly workers: readonly Worker[];
  private readonly sealer: JobSealer<T>;
  private readonly handle: WorkerOptions<T>['handle'];
  private lastProgressAtMs = Date.now();

  constructor(
    private readonly declaration: JobDeclaration<T>,
    private readonly options: WorkerOptions<T>,
  ) {
    const { batchConcurrency, concurrency } = options;
    this.sealer = new JobSealer(options.keyring, declaration);
    const atOnce = limitAtOnce(concurrency);
    this.handle = (job, run) => atOnce(() => options.handle(job, run));
    this.workers = [
      this.open(declaration.queue, concurrency, (job, token) => this.run(job, token)),
      this.open(declaration.batchQueue, batchConcurrency, (job) => this.runBatch(job)),
    ];
  }

  /** Begins to take jobs; returns at once. */
  start(): void {
    for (const worker of this.workers) worker.run().catch(this.options.onError);
  }

  /** When a job was last begun or finished, or the queue was found empty; milliseconds since 1970. */
  get lastProgressMs(): number {
    return this.lastProgressAtMs;
  }

  get isRunning(): boolean {
    return this.workers.every((worker) => worker.isRunning());
  }

  /** Takes no more jobs and waits for those under way. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private open(
    queue: string,
    concurrency: number,
    run: (job: Job, token: string | undefined) => Promise<void>,
  ): Worker {
    const { keyPrefix, lockMs, onError, redis } = this.options;
    const worker = new Worker(queue, run, {
      connection: redis,
      prefix: keyPrefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: CRASHES_MAX,
      runRetryDelay: RETRY_AFTER_REDIS_ERROR_MS,
      autorun: false,
      settings: {
        backoffStrategy: (attemptsMade, _type, error) => this.chooseBackoffMs(attemptsMade, error),
      },
    });
    worker.on('error', onError);
    worker.on('failed', (job, error) => this.noticeDeath(job, error));
    for (const event of ['active', 'completed', 'failed', 'drained'] as const) {
      worker.on(event, () => (this.lastProgressAtMs = Date.now()));
    }
    return worker;
  }

  private async run(job: Job, token: string | undefined): Promise<void> {
    const payload = await this.parse(this.declaration.payload, job);
    const { attemptsBefore = 0, begunInBatch } = payload;
    const verdict = await this.handle(this.sealer.open(payload), {
      jobId: job.id ?? '',
      attempt: attemptsBefore + job.attemptsMade + 1,
      attemptsMax: attemptsBefore + (job.opts.attempts ?? 1),
      enqueuedAtMs: job.timestamp,
      isFirstStart: job.attemptsStarted <= 1 && begunInBatch === undefined,
      isRerun: job.stalledCounter > 0 || begunInBatch !== undefined,
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

  private async runBatch(job: Job): Promise<void> {
    const { attempts } = this.declaration;
    const stored = await this.parse(JobBatch, job);
    const { jobs } = stored;
    const texts = this.sealer.openBatch(stored);
    const batch = { id: job.id ?? '', jobs, texts, enqueuedAtMs: job.timestamp, attempts };
    // What a run left behind that did not end, nobody knows; each job finds out for itself.
    const isFirst = job.attemptsStarted <= 1 && job.stalledCounter === 0;
    const { broken } = await runBatch(batch, isFirst, {
      ...this.options,
      handle: this.handle,
      payload: this.declaration.payload,
    });
    if (broken > 0) throw new GiveUpError(`${broken} of its jobs do not parse`);
  }

  private async parse<C>(contract: new () => C, job: Job): Promise<C> {
    try {
      return parseContract(contract, job.data);
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
    const isBatch = job.queueName === this.declaration.batchQueue;
    const dead = isBatch ? readJobs(job) : [{ id: job.id ?? '', payload: job.data as unknown }];
    for (const { id, payload } of dead) {
      this.options.onDead(id, payload, error.message).catch(this.options.onError);
    }
  }
}
