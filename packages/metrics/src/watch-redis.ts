import { readRedisHealth, type RedisClient, type RedisHealth } from '@ins-relay/platform';
import { Gauge, type Registry } from 'prom-client';
import { collectSeldom } from './collect-seldom.js';

const KEEP_MS = 5_000;

/** Whether Redis answers, how full it is, and whether it can write to its disk. Of a Cluster: the worst master. */
export function watchRedis(registry: Registry, redis: RedisClient): void {
  const read = collectSeldom(() => readRedisHealth(redis), KEEP_MS);
  const gauge = (name: string, help: string, pick: (seen: RedisHealth) => number, away?: number) =>
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
