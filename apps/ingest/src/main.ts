import 'reflect-metadata';
import { loadConfig, readVersion, runApp } from '@ins-relay/platform';
import { openTelemetry } from '@ins-relay/tracing';
import { createIngest } from './create-ingest.js';
import { IngestConfig } from './ingest-config.js';
import { IngestRuntime } from './ingest.module.js';

await runApp({
  name: 'ingest',
  loadConfig: () => loadConfig(IngestConfig, process.env),
  start: async (config, logger) => {
    const version = readVersion(import.meta.url);
    const telemetry = await openTelemetry({ app: 'ingest', version, env: process.env }, logger);
    const nest = await createIngest(config, telemetry);
    await nest.listen({ port: config.ingestPort, host: config.ingestHost });
    logger.info({ address: await nest.getUrl() }, 'listening');
    return { nest, health: nest.get(IngestRuntime).health, metrics: telemetry.metrics };
  },
});
