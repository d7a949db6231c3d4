import { AppMetrics } from '@ins-relay/metrics';
import type { Logger } from '@ins-relay/platform';
import { openTracing } from './open-tracing.js';
import type { Tracing } from './tracing.js';
import type { TracingOptions } from './tracing-options.js';

/** Who is told what an app does. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: AppMetrics;
  readonly tracing: Tracing;
}

/** @throws ConfigError for an `OTEL_…` that can’t be used */
export async function openTelemetry(
  about: Pick<TracingOptions, 'app' | 'version' | 'env'>,
  logger: Logger,
): Promise<Telemetry> {
  const onProblem = (problem: string) => logger.warn({ problem }, 'tracing');
  const tracing = await openTracing({ ...about, onProblem });
  return { logger, metrics: new AppMetrics(about.app, about.version), tracing };
}
