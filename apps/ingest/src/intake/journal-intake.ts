import type { NotificationMapJob, OpenJob } from '@ins-relay/contracts';
import type { NotificationJournal } from '@ins-relay/journal';
import type { JobSealer } from '@ins-relay/sealing';
import type { Intake } from './intake.js';

/** Into the journal; where that is wished, into the queue while the journal is away. */
export class JournalIntake implements Intake {
  constructor(
    private readonly journal: Pick<NotificationJournal, 'append'>,
    private readonly sealer: JobSealer<NotificationMapJob>,
    private readonly fallback: Intake | undefined,
  ) {}

  async enqueue(job: OpenJob<NotificationMapJob>): Promise<void> {
    try {
      await this.journal.append(this.sealer.seal(job));
    } catch (error) {
      if (this.fallback === undefined) throw error;
      // Should Kafka have it all the same, the event id is the same: the queue and the mapper take it once.
      await this.fallback.enqueue(job);
    }
  }
}
