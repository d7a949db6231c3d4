import 'reflect-metadata';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppMetrics } from '@ins-relay/metrics';
import { loadConfig, readVersion, runApp } from '@ins-relay/platform';
import { ConsoleConfig } from './console-config.js';
import { createConsole } from './http/create-console.js';
import { ConsoleRuntime } from './start-console.js';

const version = readVersion(import.meta.url);
const webFolder = join(
  dirname(fileURLToPath(import.meta.resolve('@ins-relay/console-web/package.json'))),
  'dist',
);

await runApp({
  name: 'console',
  loadConfig: () => loadConfig(ConsoleConfig, process.env),
  start: async (config, logger) => {
    const metrics = new AppMetrics('console', version);
    const nest = await createConsole({ config, logger, version, webFolder, metrics });
    await nest.listen({ port: config.consolePort, host: config.consoleHost });
    logger.info({ address: await nest.getUrl() }, 'listening');
    return { nest, health: nest.get(ConsoleRuntime).health, metrics };
  },
});
