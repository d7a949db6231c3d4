import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig, runApp } from '@ins-relay/platform';
import { ConsoleConfig } from './console-config.js';
import { createConsole } from './http/create-console.js';
import { ConsoleRuntime } from './start-console.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const webFolder = join(
  dirname(fileURLToPath(import.meta.resolve('@ins-relay/console-web/package.json'))),
  'dist',
);

await runApp({
  name: 'console',
  loadConfig: () => loadConfig(ConsoleConfig, process.env),
  start: async (config, logger) => {
    const nest = await createConsole({ config, logger, version, webFolder });
    await nest.listen({ port: config.consolePort, host: config.consoleHost });
    logger.info({ address: await nest.getUrl() }, 'listening');
    return { nest, health: nest.get(ConsoleRuntime).health };
  },
});
