import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppMetrics } from '@ins-relay/metrics';
import { AppRuntime, loadConfig, NestLogger, readVersion, runApp } from '@ins-relay/platform';
import { DispatcherConfig } from './dispatcher-config.js';
import { DispatcherModule } from './dispatcher.module.js';

await runApp({
  name: 'dispatcher',
  loadConfig: () => loadConfig(DispatcherConfig, process.env),
  start: async (config, logger) => {
    const metrics = new AppMetrics('dispatcher', readVersion(import.meta.url));
    const nest = await NestFactory.createApplicationContext(
      DispatcherModule.register(config, logger, metrics),
      {
        logger: new NestLogger(logger),
      },
    );
    return { nest, health: nest.get(AppRuntime).health, metrics };
  },
});
