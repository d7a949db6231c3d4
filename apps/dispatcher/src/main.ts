import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppRuntime, loadConfig, NestLogger, runApp } from '@ins-relay/platform';
import { DispatcherConfig } from './dispatcher-config.js';
import { DispatcherModule } from './dispatcher.module.js';

await runApp({
  name: 'dispatcher',
  loadConfig: () => loadConfig(DispatcherConfig, process.env),
  start: async (config, logger) => {
    const nest = await NestFactory.createApplicationContext(DispatcherModule.register(config, logger), {
      logger: new NestLogger(logger),
    });
    return { nest, health: nest.get(AppRuntime).health };
  },
});
