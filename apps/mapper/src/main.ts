import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppRuntime, loadConfig, NestLogger, runApp } from '@ins-relay/platform';
import { MapperConfig } from './mapper-config.js';
import { MapperModule } from './mapper.module.js';

await runApp({
  name: 'mapper',
  loadConfig: () => loadConfig(MapperConfig, process.env),
  start: async (config, logger) => {
    const nest = await NestFactory.createApplicationContext(MapperModule.register(config, logger), {
      logger: new NestLogger(logger),
    });
    return { nest, health: nest.get(AppRuntime).health };
  },
});
