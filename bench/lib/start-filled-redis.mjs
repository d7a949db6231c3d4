// @ts-check
import { fileURLToPath } from 'node:url';
import { runCommand } from '@ins-relay/testkit';
import { buildProductEnvironment } from './side.mjs';

const SEED = fileURLToPath(new URL('../load/seed-ledger.mjs', import.meta.url));
const SEED_MS_MAX = 30 * 60_000;

/**
 * A Redis whose ledger holds so many events already.
 * @param {import('./create-bench.mjs').Bench} bench
 * @param {number} events
 */
export async function startFilledRedis(bench, events) {
  const redis = await bench.startRedis();
  const env = buildProductEnvironment({ redisUrl: redis.url });
  const { code, stderr } = await runCommand(process.execPath, [SEED, redis.url, String(events)], {
    env,
    timeoutMs: SEED_MS_MAX,
  });
  if (code !== 0) throw new Error(stderr);
  return redis;
}
