import type { Job, JobsOptions, Queue } from 'bullmq';
import type { RedisClient } from '@ins-relay/platform';
import {
  JobBatch,
  parseContract,
  pickEventId,
  readEventIdTime,
  type BatchedJob,
  type OpenJob,
} from '@ins-relay/contracts';
import type { JobSealer } from '@ins-relay/sealing';

type State = 'wait' | 'active' | 'delayed';

const NOT_DONE: readonly State[] = ['wait', 'active', 'delayed'];
/** What is in a batch was received at about the same time. */
const APART_MS_MAX = 10_000;
const LOOKED_THROUGH_MAX = 200;
/** So many names tell how many jobs a batch has on average. */
const SAMPLE = 100;

/** The batches of one queue, as whoever enqueues or looks for a job sees them. */
export class BatchStore<T extends { readonly eventId: string }> {
  constructor(
    readonly queue: Queue,
    private readonly sealer: JobSealer<T>,
    private readonly redis: RedisClient,
    private readonly options: JobsOptions,
  ) {}

  /** @param batchId begins with the event id of its first job */
  async add(batchId: string, jobs: readonly BatchedJob<OpenJob<T>>[]): Promise<void> {
    const batch = parseContract(JobBatch, this.sealer.sealBatch(jobs));
    await this.queue.add(`${jobs.length} jobs`, batch, { ...this.options, jobId: batchId });
  }

  /** @returns the jobs of a batch that is not done, or undefined */
  async find(batchId: string): Promise<readonly BatchedJob[] | undefined> {
    const batch = await this.queue.getJob(batchId);
    return batch === undefined || batch.finishedOn !== undefined ? undefined : readJobs(batch);
  }

  /** The batch that holds a job of an event, and is not done. */
  async findOf(jobId: string): Promise<{ batch: Job; jobs: readonly BatchedJob[] } | undefined> {
    const atMs = readEventIdTime(pickEventId(jobId));
    if (atMs === undefined) return undefined;
    const distance = (batchId: string) => Math.abs((readEventIdTime(pickEventId(batchId)) ?? 0) - atMs);
    const ids = await this.queue.getRanges([...NOT_DONE], 0, -1);
    const near = ids.filter((id) => distance(id) <= APART_MS_MAX).sort((a, b) => distance(a) - distance(b));
    for (const id of near.slice(0, LOOKED_THROUGH_MAX)) {
      const batch = await this.queue.getJob(id);
      if (batch === undefined) continue;
      const jobs = readJobs(batch);
      if (jobs.some((job) => job.id === jobId)) return { batch, jobs };
    }
    return undefined;
  }

  /** Takes one job out of its batch, unless that is under way. */
  async remove(jobId: string): Promise<void> {
    const found = await this.findOf(jobId);
    if (found === undefined) return;
    // What is sealed together has to be sealed anew without it.
    const texts = this.sealer.openBatch(found.batch.data as JobBatch);
    const jobs = found.jobs
      .map((job, i) => withText(job as BatchedJob<T>, texts[i]))
      .filter(({ id }) => id !== jobId);
    if (jobs.length === 0) await this.queue.remove(found.batch.id ?? '');
    else await found.batch.updateData(this.sealer.sealBatch(jobs));
  }

  /** How many jobs are in so many waiting batches; where there are many, as the newest make one expect. */
  async countWaiting(batches: number): Promise<number> {
    if (batches === 0) return 0;
    const ids = await this.queue.getRanges(['wait'], 0, SAMPLE - 1);
    const names = await Promise.all(ids.map((id) => this.redis.hget(this.queue.toKey(id), 'name')));
    const sizes = names.map((name) => Number.parseInt(name ?? '1', 10));
    if (sizes.length === 0) return batches;
    return Math.round((sizes.reduce((sum, size) => sum + size, 0) / sizes.length) * batches);
  }
}

/** A job of a batch, outside of it. */
export function withText<T>(
  { payload, ...job }: BatchedJob<T>,
  text: string | undefined,
): BatchedJob<OpenJob<T>> {
  return { ...job, payload: { ...payload, text } };
}

/** What is in a batch, as it is stored. */
export function readJobs({ data }: { readonly data: unknown }): readonly BatchedJob[] {
  const { jobs } = (typeof data === 'object' && data !== null ? data : {}) as { jobs?: unknown };
  return Array.isArray(jobs) ? (jobs as BatchedJob[]) : [];
}
