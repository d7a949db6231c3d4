import { readMemoryShare, type RedisClient } from '@ins-relay/platform';
import type { Cluster, Redis } from 'ioredis';
import { Gauge, type Registry } from 'prom-client';
import { collectSeldom } from './collect-seldom.js';

const KEEP_MS = 5_000;

interface Seen {
  readonly memoryShare: number;
  readonly isPersisting: boolean;
  readonly evictedKeys: number;
  readonly usedBytes: number;
}

/** Whether Redis answers, how full it is, and whether it can write to its disk. Of a Cluster: the worst master. */
export function watchRedis(registry: Registry, redis: RedisClient): void {
  const read = collectSeldom(() => look(redis), KEEP_MS);
  const gauge = (name: string, help: string, pick: (seen: Seen) => number, away?: number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const seen = await read();
        if (seen !== undefined) this.set(pick(seen));
        else if (away === undefined) this.reset();
        else this.set(away);
      },
    });
  gauge('ins_relay_redis_up', '1 while Redis answers this process.', () => 1, 0);
  gauge(
    'ins_relay_redis_memory_share',
    'Used of maxmemory, 0 to 1; 0 without a limit.',
    (seen) => seen.memoryShare,
  );
  gauge('ins_relay_redis_used_bytes', 'Memory that Redis uses.', (seen) => seen.usedBytes);
  gauge(
    'ins_relay_redis_persistence_ok',
    '1 while the append-only file is on and its last write went well.',
    (seen) => (seen.isPersisting ? 1 : 0),
  );
  gauge(
    'ins_relay_redis_evicted_keys',
    'Keys that Redis threw away; has to be 0.',
    (seen) => seen.evictedKeys,
  );
}

async function look(redis: RedisClient): Promise<Seen> {
  const nodes = redis.isCluster ? (redis as Cluster).nodes('master') : [redis as Redis];
  const infos = await Promise.all(nodes.map((node) => node.info()));
  const numbers = (field: string) => infos.map((info) => Number(readField(info, field) ?? 0));
  return {
    memoryShare: await readMemoryShare(redis),
    isPersisting: infos.every(
      (info) =>
        readField(info, 'aof_enabled') === '1' && (readField(info, 'aof_last_write_status') ?? 'ok') === 'ok',
    ),
    evictedKeys: numbers('evicted_keys').reduce((sum, count) => sum + count, 0),
    usedBytes: numbers('used_memory').reduce((sum, count) => sum + count, 0),
  };
}

function readField(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}
