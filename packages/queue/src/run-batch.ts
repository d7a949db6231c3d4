import {
  ContractError,
  parseContract,
  type BatchedJob,
  type BatchTrail,
  type OpenJob,
} from '@ins-relay/contracts';
import { withText } from './batch-store.js';
import type { EnqueueOptions } from './job-producer.js';
import type { JobRun } from './job-run.js';
import type { JobVerdict } from './job-verdict.js';
import type { QueuedJob, WorkerOptions } from './worker-options.js';

interface Batch {
  readonly id: string;
  /** As they are stored, which may be anything. */
  readonly jobs: readonly (BatchedJob | null)[];
  /** Of each of them. */
  readonly texts: readonly (string | undefined)[];
  readonly enqueuedAtMs: number;
  /** Of each job, where it does not say so itself. */
  readonly attempts: number;
}

type BatchOptions<T extends QueuedJob> = Pick<
  WorkerOptions<T>,
  'handle' | 'producer' | 'finishBatch' | 'onBroken'
> & { readonly payload: new () => T };

/** A job that can't be done within its batch, and how it goes on. */
interface Rest<T> {
  readonly job: BatchedJob<OpenJob<T>>;
  readonly attemptsBefore?: number;
  readonly options?: Omit<EnqueueOptions, 'attempts'>;
}

/**
 * Handles the jobs of a batch. Those that have to wait or to be tried again go on as jobs of their own; so do all of
 * them where the batch was begun before, since one of them may be what ended that run.
 * @returns how many did not parse; they were reported
 * @throws what storage throws; the queue tries again then
 */
export async function runBatch<T extends QueuedJob>(
  batch: Batch,
  isFirstRun: boolean,
  options: BatchOptions<T>,
): Promise<{ readonly broken: number }> {
  const jobs: BatchedJob<OpenJob<T>>[] = [];
  for (const [i, job] of batch.jobs.entries()) {
    const problem = findProblem(options.payload, job);
    if (problem === undefined) jobs.push(withText(job as BatchedJob<T>, batch.texts[i]));
    else await options.onBroken(job?.id ?? batch.id, job?.payload, problem);
  }
  const rests = isFirstRun
    ? await Promise.all(jobs.map((job) => handleOne(batch, job, options)))
    : jobs.map((job) => ({ job }));
  if (isFirstRun) await options.finishBatch?.(batch.id);
  await Promise.all(
    rests.map(async (rest) => {
      if (rest !== undefined) await goOnAlone(batch, rest, options);
    }),
  );
  return { broken: batch.jobs.length - jobs.length };
}

function findProblem(contract: new () => object, job: BatchedJob | null): string | undefined {
  if (typeof job?.id !== 'string') return 'a job of a batch that has no id';
  try {
    parseContract(contract, job.payload);
    return undefined;
  } catch (error) {
    if (error instanceof ContractError) return error.message;
    throw error;
  }
}

async function handleOne<T extends QueuedJob>(
  batch: Batch,
  job: BatchedJob<OpenJob<T>>,
  { handle }: BatchOptions<T>,
): Promise<Rest<T> | undefined> {
  const run: JobRun = {
    jobId: job.id,
    attempt: 1,
    attemptsMax: job.attempts ?? batch.attempts,
    enqueuedAtMs: batch.enqueuedAtMs,
    isFirstStart: true,
    isRerun: false,
    batchId: batch.id,
  };
  try {
    return toRest(job, await handle(job.payload, run));
  } catch {
    // Whatever it is, it comes again where the queue counts attempts.
    return { job };
  }
}

/** @returns undefined for a job that is done with */
function toRest<T>(job: BatchedJob<OpenJob<T>>, verdict: JobVerdict): Rest<T> | undefined {
  switch (verdict.verdict) {
    case 'done':
    case 'give-up':
      return undefined;
    case 'wait':
      return { job, options: { delayMs: Math.max(0, verdict.untilMs - Date.now()), note: verdict.note } };
    case 'retry':
      return { job, attemptsBefore: 1, options: { delayMs: verdict.delayMs } };
  }
}

async function goOnAlone<T extends QueuedJob>(
  batch: Batch,
  { attemptsBefore, job, options }: Rest<T>,
  { producer }: BatchOptions<T>,
): Promise<void> {
  const trail: BatchTrail = {
    begunInBatch: batch.id,
    ...(attemptsBefore === undefined ? {} : { attemptsBefore }),
  };
  const attempts = (job.attempts ?? batch.attempts) - (attemptsBefore ?? 0);
  await producer.enqueue(job.id, { ...job.payload, ...trail }, { ...options, attempts });
}
