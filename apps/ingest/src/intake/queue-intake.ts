import type { NotificationMapJob } from '@ins-relay/contracts';
import { GroupCommit } from '@ins-relay/platform';
import type { JobProducer } from '@ins-relay/queue';
import type { Intake } from './intake.js';

/** Of sealed text; a genuine notification has about 3 kB. */
const BATCH_CHARACTERS_MAX = 262_144;

/** Into the queue; what comes while Redis is taking an earlier one goes as one batch. */
export class QueueIntake implements Intake {
  private readonly commits: GroupCommit<NotificationMapJob, undefined>;

  constructor(queue: Pick<JobProducer<NotificationMapJob>, 'enqueueBatch'>, batchMax: number) {
    this.commits = new GroupCommit({
      countMax: batchMax,
      weightMax: BATCH_CHARACTERS_MAX,
      weigh: (job) => job.sealedNotification.length,
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

  async enqueue(job: NotificationMapJob): Promise<void> {
    await this.commits.submit(job);
  }
}
