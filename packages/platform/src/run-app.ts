import type { INestApplicationContext } from '@nestjs/common';
import { createLogger, type Logger } from './create-logger.js';
import { type HealthChecks } from './health.js';
import { startHealthServer, type ReadableMetrics } from './health-server.js';
import { ConfigError, summarizeConfig } from './load-config.js';

export interface RunningApp {
  readonly nest: INestApplicationContext;
  readonly health: HealthChecks;
  readonly metrics: ReadableMetrics;
}

interface AppOptions<C extends RunnableConfig> {
  readonly name: string;
  readonly loadConfig: () => C;
  /** Builds and starts the app; whatever it throws ends the process with code 1. */
  readonly start: (config: C, logger: Logger) => Promise<RunningApp>;
}

interface RunnableConfig {
  readonly logLevel: string;
  readonly healthHost: string;
  readonly healthPort: number;
}

/** A pod gets 30 s by default; whoever is not done by then is killed anyway. */
const SHUTDOWN_MS_MAX = 25_000;

/**
 * The life of an app: configuration, start, health server, and a clean stop on SIGTERM or SIGINT. It exits
 * non-zero, with the reason, when it can't start.
 */
export async function runApp<C extends RunnableConfig>(options: AppOptions<C>): Promise<void> {
  let logger = createLogger(options.name, 'info');
  try {
    const config = options.loadConfig();
    logger = createLogger(options.name, config.logLevel);
    logger.info({ config: summarizeConfig(config) }, 'starting');
    const app = await options.start(config, logger);
    const healthServer = await startHealthServer(
      app.health,
      config.healthHost,
      config.healthPort,
      app.metrics,
    );
    logger.info({ healthPort: healthServer.port }, 'ready');
    onStopSignal(async (signal) => {
      logger.info({ signal }, 'stopping');
      app.health.beginStopping();
      await app.nest.close();
      await healthServer.close();
      logger.info('stopped');
    }, logger);
  } catch (error) {
    if (error instanceof ConfigError) logger.fatal({ problems: error.problems }, error.message);
    else logger.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}

function onStopSignal(stop: (signal: string) => Promise<void>, logger: Logger): void {
  let isStopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      logger.error(
        `not done after ${SHUTDOWN_MS_MAX} ms; what is unfinished will be taken up by another process`,
      );
      process.exit(1);
    }, SHUTDOWN_MS_MAX).unref();
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopped with an error');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
