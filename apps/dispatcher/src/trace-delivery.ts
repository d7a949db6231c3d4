import type { JobRun } from '@ins-relay/queue';
import { describeJob, type Tracing } from '@ins-relay/tracing';
import type { DeliverJob } from './deliver-job.js';
import type { DeliverResult } from './deliver-postback.js';

/** Delivers in a span, one for each attempt. A run that only finds its destination busy leaves none. */
export async function traceDelivery(
  tracing: Tracing,
  job: DeliverJob,
  run: JobRun,
  deliver: () => Promise<DeliverResult>,
): Promise<DeliverResult> {
  const describe = () => ({
    ...describeJob(job),
    'ins_relay.destination': job.destination,
    'http.request.method': 'GET',
    'ins_relay.attempt': run.attempt,
  });
  const start = { name: 'deliver postback', kind: 'client', parent: job.traceparent, describe } as const;
  return tracing.trace(start, async (span) => {
    const result = await deliver();
    const { verdict, result: became, status, error, cause } = result;
    span.note({ 'ins_relay.result': became, 'ins_relay.cause': cause, 'http.response.status_code': status });
    if (verdict.verdict === 'wait') span.discard();
    else if (verdict.verdict !== 'done') span.fail(error ?? cause ?? `status ${status}`);
    return result;
  });
}
