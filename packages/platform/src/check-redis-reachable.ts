import type { CheckResult } from './health.js';
import type { RedisClient } from './redis-client.js';

/**
 * Whether the server that has our keys answers, for readiness. A PING would go to any node of a Cluster.
 * @param keyPrefix with its hash tag
 */
export async function checkRedisReachable(client: RedisClient, keyPrefix: string): Promise<CheckResult> {
  await client.exists(`${keyPrefix}:connections`);
  return { ok: true };
}
