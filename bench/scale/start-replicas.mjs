// @ts-check
import { startLocalStack, startRedisServer } from '@ins-relay/testkit';
import { ROOT } from '../../scripts/lib/repository.mjs';
import { ScriptError } from '../../scripts/lib/step.mjs';
import { declareConnections } from '../lib/declare-connections.mjs';
import { startDelayProxy } from '../load/delay-proxy.mjs';
import { CONNECTIONS } from './senders.mjs';

/**
 * A stack of its own with a Redis of its own: one of each app, and so many of the subject.
 * @param {object} options
 * @param {import('./subjects.mjs').Subject} options.subject
 * @param {number} options.replicas
 * @param {string} options.trackingDomain
 * @param {string} options.logsDir
 */
export async function startReplicas({ subject, replicas, trackingDomain, logsDir }) {
  const { service, env, ingestEnv = {}, redisRoundTripMs, destinationPlaces: places } = subject;
  const redis = await startRedisServer({ appendonly: true });
  /** @type {(() => void | Promise<void>)[]} */
  const stops = [() => redis.stop()];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const far =
      redisRoundTripMs === undefined
        ? undefined
        : await startDelayProxy({ port: redis.port, roundTripMs: redisRoundTripMs });
    if (far !== undefined) stops.push(() => far.stop());
    const farEnv = far === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${far.port}` };
    const stack = await startLocalStack({
      root: ROOT,
      redisUrl: redis.url,
      counts: { sandbox: 0, [service]: replicas },
      serviceEnv: { ingest: ingestEnv, [service]: { ...env, ...farEnv } },
      logsDir,
    });
    stops.push(() => stack.stop());
    const input = declareConnections({ trackingDomain, connections: CONNECTIONS, places });
    const { code, stdout, stderr } = await stack.runRelay(['apply', '-f', '-'], { input });
    if (code !== 0) throw new ScriptError(`The connections could not be declared:\n${stdout}${stderr}`);
    const pids = [redis.pid, ...Object.values(stack.processes).flatMap((all) => all.map(({ pid }) => pid))];
    return { stack, pids, port: Number(new URL(stack.ingestUrl).port), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
