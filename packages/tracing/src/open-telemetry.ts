import { AppMetrics } from '@ins-relay/metrics';
import type { Logger } from '@ins-relay/platform';
import { openTracing } from './open-tracing.js';
import type { Tracing } from './tracing.js';

/** Who is told what an app does. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: AppMetrics;
  readonly tracing: Tracing;
}

/** @throws ConfigError for an `OTEL_…` that can’t be used */
export async function openTelemetry(app: string, version: string, logger: Logger): Promise<Telemetry> {
  const onProblem = (problem: string) => logger.warn({ problem }, 'tracing');
  const tracing = await openTracing({ app, version, env: process.env, onProblem });
  return { logger, metrics: new AppMetrics(app, version), tracing };
}
