import type { NotificationMapJob, OpenJob } from '@ins-relay/contracts';
import { carrySpan, describeJob, type Tracing } from '@ins-relay/tracing';
import type { Intake } from './intake.js';

/**
 * Begins the trace of what was accepted, at the time it was received. What is rejected has none: anybody could fill
 * the collector. A `traceparent` of the caller counts for nothing, as the public internet may say what it likes.
 */
export class TracedIntake implements Intake {
  constructor(
    private readonly intake: Intake,
    private readonly tracing: Tracing,
  ) {}

  async enqueue(job: OpenJob<NotificationMapJob>): Promise<void> {
    const { source, receivedAtMs } = job;
    const name = source === 'pixel' ? 'receive pixel hit' : 'receive notification';
    await this.tracing.trace(
      { name, kind: 'server', startedAtMs: receivedAtMs, describe: () => describeJob(job) },
      (span) => this.intake.enqueue(carrySpan(job, span)),
    );
  }
}
