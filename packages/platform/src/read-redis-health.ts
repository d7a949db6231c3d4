import type { Cluster, Redis } from 'ioredis';
import { readInfo } from './check-redis-server.js';
import { readMemoryShare } from './read-memory-share.js';
import type { RedisClient } from './redis-client.js';

export interface RedisHealth {
  /** Used of maxmemory, 0 to 1; 0 without a limit. */
  readonly memoryShare: number;
  /** The append-only file is on, and its last write went well. */
  readonly isPersisting: boolean;
  /** Keys that were thrown away; has to be 0. */
  readonly evictedKeys: number;
  readonly usedBytes: number;
}

/** How Redis is; of a Cluster the worst master. @throws what Redis throws */
export async function readRedisHealth(redis: RedisClient): Promise<RedisHealth> {
  const nodes = redis.isCluster ? (redis as Cluster).nodes('master') : [redis as Redis];
  const infos = await Promise.all(nodes.map((node) => node.info()));
  const total = (field: string) => infos.reduce((sum, info) => sum + Number(readInfo(info, field) ?? 0), 0);
  return {
    memoryShare: await readMemoryShare(redis),
    isPersisting: infos.every(
      (info) =>
        readInfo(info, 'aof_enabled') === '1' && (readInfo(info, 'aof_last_write_status') ?? 'ok') === 'ok',
    ),
    evictedKeys: total('evicted_keys'),
    usedBytes: total('used_memory'),
  };
}
