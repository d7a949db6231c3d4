// @ts-check
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepConsolePassword, keepDemoKeys, keepMasterKeys } from './kept-values.mjs';
import { loadTestkit } from './load-testkit.mjs';
import { pickPort } from './pick-port.mjs';
import { ROOT, STATE } from './repository.mjs';
import { ScriptError, step } from './step.mjs';

/**
 * @typedef {import('../../packages/testkit/src/index.js').ManagedProcess} ManagedProcess
 * @typedef {import('../../packages/testkit/src/index.js').LocalStack} LocalStack
 * @typedef {object} RunningStack
 * @property {LocalStack} stack
 * @property {ManagedProcess[]} processes Redis among them, where it is ours
 * @property {() => Promise<void>} stop in order
 * @property {string} insUrl what would be pasted into ClickBank
 * @property {Record<string, unknown>} target of the demo's orders
 */

/**
 * Starts Redis, unless REDIS_URL names one, and the services, and declares the demo connection.
 * @returns {Promise<RunningStack>}
 */
export async function startStack() {
  const { startLocalStack, startRedisServer } = await loadTestkit();
  const redis = process.env.REDIS_URL
    ? undefined
    : await step(
        'Starting Redis',
        async () =>
          startRedisServer({ appendonly: true, dir: keepFolder('redis-data'), port: await pickPort(6390) }),
        (server) => `${server.url}, data in .relay/redis-data`,
      );
  const stopRedis = async () => redis?.stop();
  try {
    const stack = await step(
      'Starting console, ingest, mapper, dispatcher and sandbox',
      async () => startLocalStack(await declareStack(redis?.url ?? process.env.REDIS_URL ?? '')),
      ({ consoleUrl, ingestUrl, sandboxUrl }) =>
        `console ${consoleUrl}, ingest ${ingestUrl}, sandbox ${sandboxUrl}`,
    );
    const stop = async () => {
      await stack.stop();
      await stopRedis();
    };
    const processes = [
      ...Object.values(stack.processes).flat(),
      ...(redis === undefined ? [] : [redis.process]),
    ];
    try {
      return {
        stack,
        stop,
        processes,
        ...(await step('Declaring the connection demo', () => applyDemo(stack))),
      };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    await stopRedis();
    throw error;
  }
}

/**
 * @param {string} redisUrl
 * @returns {Promise<import('../../packages/testkit/src/index.js').LocalStackOptions>}
 */
async function declareStack(redisUrl) {
  const publicUrl = process.env.PUBLIC_INS_BASE_URL;
  const port = (/** @type {string} */ variable, /** @type {number} */ usual) =>
    process.env[variable] ? Number(process.env[variable]) : pickPort(usual);
  return {
    root: ROOT,
    redisUrl,
    masterKeys: process.env.MASTER_KEYS || keepMasterKeys(),
    keyPrefix: process.env.KEY_PREFIX || undefined,
    counts: { console: 1 },
    ports: {
      console: await port('CONSOLE_PORT', 3100),
      ingest: await port('INGEST_PORT', 3000),
      sandbox: await port('SANDBOX_PORT', 4400),
    },
    healthPorts: {
      ingest: await pickPort(3001),
      mapper: await pickPort(3002),
      dispatcher: await pickPort(3003),
      console: await pickPort(3004),
    },
    env: publicUrl ? { PUBLIC_INS_BASE_URL: publicUrl } : {},
    serviceEnv: { console: { CONSOLE_FIRST_PASSWORD: keepConsolePassword() } },
    logsDir: keepFolder('logs'),
  };
}

/** @param {LocalStack} stack */
async function applyDemo(stack) {
  const keys = keepDemoKeys();
  const { code, stdout, stderr } = await stack.runRelay(
    ['apply', '-f', join(ROOT, 'scripts/demo/connections.yaml')],
    { env: { ...keys, DEMO_TRACKING_DOMAIN: stack.sandboxUrl } },
  );
  if (code !== 0) throw new ScriptError(`The demo connection could not be declared:\n${stdout}${stderr}`);
  const insUrl = `${stack.ingestUrl}/ins/demo?key=${keys.DEMO_INGEST_KEY}`;
  return { insUrl, target: { insUrl, secretKey: keys.DEMO_SECRET_KEY, account: 'demoacct' } };
}

/** @param {string} name */
function keepFolder(name) {
  const path = join(STATE, name);
  mkdirSync(path, { recursive: true });
  return path;
}
