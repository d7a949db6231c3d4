// @ts-check
import { join } from 'node:path';
import { getFreePort, runCommand, SERVICE_NODE_ENVIRONMENT, SERVICE_NODE_FLAGS } from '@ins-relay/testkit';
import { Redis } from 'ioredis';
import { ROOT } from '../../scripts/lib/repository.mjs';
import { INGEST_KEY } from '../load/notifications.mjs';
import { declareConnections } from './declare-connections.mjs';
import { forgetKeys } from './forget-keys.mjs';
import { startChild } from './start-child.mjs';

/** @typedef {import('./start-child.mjs').Child} Child */
/** @typedef {'ingest' | 'mapper' | 'dispatcher'} Service */

export const SERVICES = /** @type {readonly Service[]} */ (['ingest', 'mapper', 'dispatcher']);

/**
 * What stands between ClickBank and RedTrack: the product, or the bare chain that it is compared with.
 * @typedef {object} Side
 * @property {'product' | 'chain'} name
 * @property {import('ioredis').Redis} redis its own server, for looking
 * @property {number} port of its ingest; 0 while there is none
 * @property {readonly string[]} paths to post to
 * @property {Map<Service, Child>} processes
 * @property {(service: Service, nodeArgs?: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Child>} start
 * @property {(service: Service) => Promise<void>} stopService
 * @property {() => Promise<void>} clearFirstQueue forgets every notification that no mapper took
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} SideOptions
 * @property {string} redisUrl
 * @property {string} sinkUrl
 * @property {string} folder for logs
 * @property {string} label for the names of logs
 * @property {number} [connections]
 * @property {number} [rules] on every connection
 */

const MASTER_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

/** @param {{ redisUrl: string }} options @returns {NodeJS.ProcessEnv} */
export function buildProductEnvironment({ redisUrl }) {
  return {
    ...SERVICE_NODE_ENVIRONMENT,
    NODE_ENV: 'production',
    REDIS_URL: redisUrl,
    MASTER_KEYS,
    KEY_PREFIX: '{ins}',
    ALLOW_PRIVATE_DESTINATIONS: 'true',
  };
}

/** The built apps, with their default settings. @param {SideOptions} options @returns {Promise<Side>} */
export async function createProduct(options) {
  const { folder, label, connections = 1, rules = 0, redisUrl, sinkUrl } = options;
  const env = buildProductEnvironment(options);
  const relay = join(ROOT, 'apps/relay/dist/main.js');
  const { code, stdout, stderr } = await runCommand(process.execPath, [relay, 'apply', '-f', '-'], {
    env,
    input: declareConnections({ trackingDomain: sinkUrl, connections, rules }),
  });
  if (code !== 0) throw new Error(`relay apply: ${stdout}${stderr}`);
  return createSide({
    name: 'product',
    redisUrl,
    paths: Array.from({ length: connections }, (_, i) => `/ins/bench-${i}?key=${INGEST_KEY}`),
    firstQueue: '{ins}:notification.*',
    launch: async (service, nodeArgs, more) => {
      const [port, healthPort] = await Promise.all([getFreePort(), getFreePort()]);
      const own = service === 'ingest' ? { INGEST_PORT: String(port) } : {};
      const child = await startChild({
        name: service,
        args: [...SERVICE_NODE_FLAGS, ...nodeArgs, join(ROOT, 'apps', service, 'dist/main.js')],
        env: { ...env, HEALTH_PORT: String(healthPort), ...own, ...more },
        readyUrl: `http://127.0.0.1:${healthPort}/health/ready`,
        logFile: join(folder, `${label}-${service}.log`),
      });
      return { child, port };
    },
  });
}

/** A bare HTTP server and two bare BullMQ workers. @param {SideOptions} options @returns {Side} */
export function createChain({ folder, label, redisUrl, sinkUrl }) {
  return createSide({
    name: 'chain',
    redisUrl,
    paths: ['/ins/bench-0'],
    firstQueue: 'bull:notification:*',
    launch: async (service, nodeArgs, more) => {
      const port = await getFreePort();
      const child = await startChild({
        name: `bare ${service}`,
        args: [...nodeArgs, join(ROOT, 'bench/baselines', `${service}.mjs`)],
        env: {
          NODE_ENV: 'production',
          BENCH_PORT: String(port),
          BENCH_REDIS_URL: redisUrl,
          BENCH_SINK_URL: sinkUrl,
          ...more,
        },
        readyUrl: `http://127.0.0.1:${port}/`,
        logFile: join(folder, `${label}-${service}.log`),
      });
      return { child, port };
    },
  });
}

/**
 * @param {object} plan
 * @param {Side['name']} plan.name
 * @param {string} plan.redisUrl
 * @param {readonly string[]} plan.paths
 * @param {string} plan.firstQueue pattern of the keys of the queue before the mapper
 * @param {(service: Service, nodeArgs: readonly string[], env: NodeJS.ProcessEnv) =>
 *   Promise<{ child: Child, port: number }>} plan.launch
 * @returns {Side}
 */
function createSide({ name, redisUrl, paths, firstQueue, launch }) {
  const redis = new Redis(redisUrl);
  /** @type {Side['processes']} */
  const processes = new Map();
  /** @type {Side} */
  const side = {
    name,
    redis,
    port: 0,
    paths,
    processes,
    start: async (service, nodeArgs = [], env = {}) => {
      const { child, port } = await launch(service, nodeArgs, env);
      processes.set(service, child);
      if (service === 'ingest') side.port = port;
      return child;
    },
    stopService: async (service) => {
      await processes.get(service)?.stop();
      processes.delete(service);
    },
    clearFirstQueue: () => forgetKeys(redis, firstQueue),
    stop: async () => {
      for (const service of SERVICES) await side.stopService(service);
      redis.disconnect();
    },
  };
  return side;
}
