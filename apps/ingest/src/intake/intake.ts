import type { NotificationMapJob, OpenJob } from '@ins-relay/contracts';

/** Where accepted notifications go: `enqueue` resolves once they are durable, and throws if they may not be. */
export interface Intake {
  enqueue(job: OpenJob<NotificationMapJob>): Promise<void>;
}
