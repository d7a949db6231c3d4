import { JOB_CATALOG } from '@ins-relay/contracts';
import { carrySpan, describeJob, type Tracing } from '@ins-relay/tracing';
import type { MapResult } from './map-notification.js';
import type { MapJob } from './map-job.js';

/** Maps in a span that follows the one of ingest, and that postbacks follow. */
export async function traceMapping(
  tracing: Tracing,
  job: MapJob,
  map: (job: MapJob) => Promise<MapResult>,
): Promise<MapResult> {
  const describe = () => ({
    ...describeJob(job),
    'messaging.system': 'bullmq',
    'messaging.destination.name': JOB_CATALOG.notificationMap.queue,
  });
  const start = { name: 'map notification', kind: 'consumer', parent: job.traceparent, describe } as const;
  return tracing.trace(start, async (span) => {
    const result = await map(carrySpan(job, span));
    const { outcome, cause, kind, postbacks } = result;
    span.note({
      'ins_relay.outcome': outcome,
      'ins_relay.cause': cause,
      'ins_relay.kind': kind,
      'ins_relay.postbacks': postbacks,
    });
    if (outcome === 'quarantined') span.fail(cause ?? outcome);
    return result;
  });
}
