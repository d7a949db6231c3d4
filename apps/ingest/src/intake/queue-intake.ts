import type { NotificationMapJob, OpenJob } from '@ins-relay/contracts';
import { GroupCommit } from '@ins-relay/platform';
import type { JobProducer } from '@ins-relay/queue';
import type { Intake } from './intake.js';

/** Of text; a genuine notification has about 2 kB. */
const BATCH_CHARACTERS_MAX = 262_144;

/** Into the queue; what comes while Redis is taking an earlier one goes as one batch. */
export class QueueIntake implements Intake {
  private readonly commits: GroupCommit<OpenJob<NotificationMapJob>, undefined>;

  constructor(queue: Pick<JobProducer<NotificationMapJob>, 'enqueueBatch'>, batchMax: number) {
    this.commits = new GroupCommit({
      countMax: batchMax,
      weightMax: BATCH_CHARACTERS_MAX,
      weigh: (job) => job.text?.length ?? 0,
      write: async (jobs) => {
        const batchId = `${jobs[0]?.eventId}-batch`;
        await queue.enqueueBatch(
          batchId,
          jobs.map((payload) => ({ id: payload.eventId, payload })),
        );
        return jobs.map(() => undefined);
      },
    });
  }

  async enqueue(job: OpenJob<NotificationMapJob>): Promise<void> {
    await this.commits.submit(job);
  }
}
