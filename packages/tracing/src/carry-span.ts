import type { TraceSpan } from './tracing.js';

/** The job as it is worked on within the span, so that the jobs it makes follow the span; as it was if there is none. */
export function carrySpan<J extends { traceparent?: string }>(job: J, { traceparent }: TraceSpan): J {
  return traceparent === undefined ? job : { ...job, traceparent };
}
