import 'reflect-metadata';
import { ConfigError, loadConfig } from '@ins-relay/platform';
import { createSandbox } from './create-sandbox.js';
import { SandboxConfig } from './sandbox-config.js';

try {
  const config = loadConfig(SandboxConfig, process.env);
  const nest = await createSandbox(config);
  nest.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await nest.listen({ host: config.sandboxHost, port: config.sandboxPort });
  console.log(`The sandbox (stand-in ClickBank and RedTrack) listens on ${await nest.getUrl()}`);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
