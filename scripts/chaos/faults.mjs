// @ts-check
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} ChaosStage
 * @property {import('../../packages/testkit/src/index.js').LocalStack} stack
 * @property {import('../../packages/testkit/src/index.js').RedisServer} redis
 * @property {string} hostsFile
 * @property {import('../lib/random.mjs').Random} random
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {(stage: ChaosStage) => Promise<void>} strike resolves once the fault is over
 */

/** Without a dot, for only such a name may be sent to over plain http. */
export const TRACKING_HOST = 'redtrack-of-chaos';
const SERVICES = /** @type {const} */ (['ingest', 'mapper', 'dispatcher']);

/** Every kind of fault. @type {readonly Fault[]} */
export const FAULTS = [
  ...SERVICES.map((service) => ({ name: `kill -9 of one ${service}`, strike: kill(service) })),
  ...SERVICES.map((service) => ({ name: `rolling restart of ${service}s`, strike: roll(service) })),
  { name: 'Redis restarted', strike: ({ redis }) => redis.restart() },
  { name: 'Redis frozen', strike: freezeRedis },
  { name: 'RedTrack answers 500', strike: misbehave({ mode: 'status', status: 500 }) },
  {
    name: 'RedTrack answers 429, Retry-After',
    strike: misbehave({ mode: 'status', status: 429, retryAfterSeconds: 1 }),
  },
  { name: 'RedTrack hangs', strike: misbehave({ mode: 'stall', stallMs: 5_000 }) },
  { name: 'RedTrack resets', strike: misbehave({ mode: 'reset' }) },
  { name: 'RedTrack books, too late an answer', strike: misbehave({ mode: 'accept-then-hang' }) },
  { name: 'DNS gone', strike: loseDns },
];

/** @param {typeof SERVICES[number]} service @returns {Fault['strike']} */
function kill(service) {
  return async ({ stack, random }) => {
    const process = random.pick(stack.processes[service]);
    await process.kill('SIGKILL');
    await sleep(random.between(200, 1_500));
    await process.restart();
  };
}

/** One after the other, as a rollout does. @param {typeof SERVICES[number]} service @returns {Fault['strike']} */
function roll(service) {
  return async ({ stack }) => {
    for (const process of stack.processes[service]) {
      const { code } = await process.stop();
      if (code !== 0) throw new Error(`${process.name} ended with ${code} when it was asked to stop`);
      await process.restart();
    }
  };
}

/** @type {Fault['strike']} */
async function freezeRedis({ redis, random }) {
  await redis.kill('SIGSTOP');
  await sleep(random.between(1_000, 3_500));
  await redis.kill('SIGCONT');
}

/** @param {object} fault @returns {Fault['strike']} */
function misbehave(fault) {
  return async ({ stack, random }) => {
    await setFault(stack, fault);
    await sleep(random.between(1_500, 3_000));
    await setFault(stack, { mode: 'none' });
  };
}

/** @param {ChaosStage['stack']} stack @param {object} fault */
async function setFault(stack, fault) {
  const response = await fetch(`${stack.sandboxUrl}/redtrack/fault`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`the sandbox refused a fault: ${await response.text()}`);
}

/** @type {Fault['strike']} */
async function loseDns({ hostsFile, random, stack }) {
  writeFileSync(hostsFile, '{}');
  // Connections that are open need no name; new processes do.
  await random.pick(stack.processes.dispatcher).restart();
  await sleep(random.between(1_500, 3_000));
  writeHosts(hostsFile);
}

/** @param {string} hostsFile */
export function writeHosts(hostsFile) {
  writeFileSync(hostsFile, JSON.stringify({ [TRACKING_HOST]: '127.0.0.1' }));
}
