import type { RedisServerReport } from '@ins-relay/console-contract';

export interface RedisFacts {
  readonly address: string;
  /** What INFO answers. */
  readonly info: string;
  readonly config: Readonly<Record<string, string>>;
  readonly slowLog: RedisServerReport['slowLog'];
}

/** What INFO says of a Redis server, as the page shows it. Fields a server leaves out are 0 or empty. Pure. */
export function parseRedisInfo({ address, config, info, slowLog }: RedisFacts): RedisServerReport {
  const fields = new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(':');
      return at < 0 || line.startsWith('#') ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
  const text = (name: string) => fields.get(name) ?? '';
  const number = (name: string) => Number(fields.get(name) ?? 0) || 0;
  return {
    address,
    version: text('valkey_version') === '' ? text('redis_version') : `${text('valkey_version')} (Valkey)`,
    mode: text('redis_mode') || 'standalone',
    uptimeSeconds: number('uptime_in_seconds'),
    memory: {
      usedBytes: number('used_memory'),
      peakBytes: number('used_memory_peak'),
      maxBytes: number('maxmemory'),
      policy: text('maxmemory_policy') || config['maxmemory-policy'] || '',
      fragmentation: number('mem_fragmentation_ratio'),
    },
    keys: countKeys(fields),
    clients: {
      connected: number('connected_clients'),
      blocked: number('blocked_clients'),
      max: number('maxclients'),
    },
    opsPerSecond: number('instantaneous_ops_per_sec'),
    evictedKeys: number('evicted_keys'),
    persistence: {
      aofEnabled: text('aof_enabled') === '1',
      ...(config['appendfsync'] === undefined ? {} : { aofFsync: config['appendfsync'] }),
      aofLastWriteOk: text('aof_last_write_status') !== 'err',
      lastSaveOk: text('rdb_last_bgsave_status') !== 'err',
      lastSaveAtMs: number('rdb_last_save_time') * 1000,
      changesSinceSave: number('rdb_changes_since_last_save'),
      isLoading: text('loading') === '1',
    },
    replication: { role: text('role'), replicas: listReplicas(fields, number('master_repl_offset')) },
    slowLog,
  };
}

/** `db0:keys=12,expires=3,avg_ttl=0` */
function countKeys(fields: ReadonlyMap<string, string>): number {
  let keys = 0;
  for (const [name, value] of fields) {
    if (/^db\d+$/.test(name)) keys += Number(/keys=(\d+)/.exec(value)?.[1] ?? 0);
  }
  return keys;
}

/** `slave0:ip=10.0.0.2,port=6379,state=online,offset=123,lag=0` */
function listReplicas(
  fields: ReadonlyMap<string, string>,
  masterOffset: number,
): RedisServerReport['replication']['replicas'] {
  return [...fields].flatMap(([name, value]) => {
    if (!/^slave\d+$/.test(name)) return [];
    const parts = new Map(value.split(',').map((part) => part.split('=', 2) as [string, string]));
    const lagBytes = Math.max(0, masterOffset - Number(parts.get('offset') ?? 0));
    return [
      { address: `${parts.get('ip')}:${parts.get('port')}`, state: parts.get('state') ?? '', lagBytes },
    ];
  });
}
