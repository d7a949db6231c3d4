import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppRuntime, loadConfig, NestLogger, readVersion, runApp, tuneWorkerHeap } from '@ins-relay/platform';
import { openTelemetry } from '@ins-relay/tracing';
import { MapperConfig } from './mapper-config.js';
import { MapperModule } from './mapper.module.js';

tuneWorkerHeap();
await runApp({
  name: 'mapper',
  loadConfig: () => loadConfig(MapperConfig, process.env),
  start: async (config, logger) => {
    const version = readVersion(import.meta.url);
    const telemetry = await openTelemetry({ app: 'mapper', version, env: process.env }, logger);
    const nest = await NestFactory.createApplicationContext(MapperModule.register(config, telemetry), {
      logger: new NestLogger(logger),
    });
    return { nest, health: nest.get(AppRuntime).health, metrics: telemetry.metrics };
  },
});
