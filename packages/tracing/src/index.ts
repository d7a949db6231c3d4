export { carrySpan } from './carry-span.js';
export { describeJob } from './describe-job.js';
export { openTelemetry, type Telemetry } from './open-telemetry.js';
export { openTracing } from './open-tracing.js';
export { NO_TRACING, type SpanAttributes, type SpanStart, type TraceSpan, type Tracing } from './tracing.js';
export type { TracingOptions } from './tracing-options.js';
