import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppRuntime, loadConfig, NestLogger, readVersion, runApp, tuneWorkerHeap } from '@ins-relay/platform';
import { openTelemetry } from '@ins-relay/tracing';
import { DispatcherConfig } from './dispatcher-config.js';
import { DispatcherModule } from './dispatcher.module.js';

tuneWorkerHeap();
await runApp({
  name: 'dispatcher',
  loadConfig: () => loadConfig(DispatcherConfig, process.env),
  start: async (config, logger) => {
    const version = readVersion(import.meta.url);
    const telemetry = await openTelemetry({ app: 'dispatcher', version, env: process.env }, logger);
    const nest = await NestFactory.createApplicationContext(DispatcherModule.register(config, telemetry), {
      logger: new NestLogger(logger),
    });
    return { nest, health: nest.get(AppRuntime).health, metrics: telemetry.metrics };
  },
});
