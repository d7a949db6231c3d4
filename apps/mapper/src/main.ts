import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppMetrics } from '@ins-relay/metrics';
import { AppRuntime, loadConfig, NestLogger, readVersion, runApp } from '@ins-relay/platform';
import { MapperConfig } from './mapper-config.js';
import { MapperModule } from './mapper.module.js';

await runApp({
  name: 'mapper',
  loadConfig: () => loadConfig(MapperConfig, process.env),
  start: async (config, logger) => {
    const metrics = new AppMetrics('mapper', readVersion(import.meta.url));
    const nest = await NestFactory.createApplicationContext(MapperModule.register(config, logger, metrics), {
      logger: new NestLogger(logger),
    });
    return { nest, health: nest.get(AppRuntime).health, metrics };
  },
});
