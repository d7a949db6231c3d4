import type { Cluster, Redis } from 'ioredis';
import { readInfo } from './check-redis-server.js';
import type { RedisClient } from './redis-client.js';

/** How much of what it may use Redis does use, from 0 to 1; of a Cluster, the master that has least room left. */
export async function readMemoryShare(redis: RedisClient): Promise<number> {
  const nodes = redis.isCluster ? (redis as Cluster).nodes('master') : [redis as Redis];
  const shares = await Promise.all(nodes.map(async (node) => parseShare(await node.info('memory'))));
  return Math.max(0, ...shares);
}

function parseShare(info: string): number {
  const read = (field: string) => Number(readInfo(info, field) ?? 0);
  const maxBytes = read('maxmemory');
  return maxBytes === 0 ? 0 : read('used_memory') / maxBytes;
}
