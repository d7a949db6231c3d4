import { Redis, type Cluster } from 'ioredis';
import { readInfo } from './check-redis-server.js';
import type { RedisClient } from './redis-client.js';

/** A setting of a Redis server that can lose data, and what to do about it. */
export interface RedisWarning {
  /** `host:port`. */
  readonly server: string;
  readonly setting: string;
  readonly value: string;
  readonly advice: string;
}

interface WantedSetting {
  readonly name: string;
  readonly isSafe: (value: string) => boolean;
  readonly advice: string;
}

const WANTED: readonly WantedSetting[] = [
  {
    name: 'maxmemory-policy',
    isSafe: (value) => value === 'noeviction',
    advice:
      'any other policy deletes queued events when memory is short: CONFIG SET maxmemory-policy noeviction',
  },
  {
    name: 'appendonly',
    isSafe: (value) => value === 'yes',
    advice: 'without it a restart of Redis loses what was answered 200: CONFIG SET appendonly yes',
  },
  {
    name: 'appendfsync',
    isSafe: (value) => value !== 'no',
    advice:
      'with it a power cut loses half a minute of what was answered 200: CONFIG SET appendfsync everysec',
  },
];

const REPLICA_TIMEOUT_MS = 1_000;

/**
 * Looks for settings that can lose data, on every server: of a Cluster all masters and replicas, else the master and
 * the replicas that it knows, for each of them may be the master tomorrow. A server that does not tell them (managed
 * ones often don't), or a replica that can't be reached from here, is a warning too.
 */
export async function checkRedisSettings(client: RedisClient): Promise<RedisWarning[]> {
  if (client.isCluster) {
    const checks = (client as Cluster).nodes('all').map((node) => checkServer(node, describeServer(node)));
    return (await Promise.all(checks)).flat();
  }
  const master = client as Redis;
  const checks = [checkServer(master, describeServer(master))];
  for (const replica of listReplicas(await master.info('replication'))) {
    checks.push(checkReplica(master, replica));
  }
  return (await Promise.all(checks)).flat();
}

async function checkServer(server: Redis, name: string): Promise<RedisWarning[]> {
  const warnings: RedisWarning[] = [];
  try {
    for (const { name: setting, isSafe, advice } of WANTED) {
      const [, value] = (await server.config('GET', setting)) as [string, string] | [];
      if (value !== undefined && !isSafe(value)) warnings.push({ server: name, setting, value, advice });
    }
  } catch (error) {
    warnings.push({
      server: name,
      setting: 'CONFIG GET',
      value: error instanceof Error ? error.message : 'failed',
      advice:
        'its settings can’t be read; make sure that it has maxmemory-policy noeviction and appendonly yes, ' +
        'or what your provider calls them, or give this user +config|get',
    });
  }
  return warnings;
}

async function checkReplica(
  master: Redis,
  { host, port }: { host: string; port: number },
): Promise<RedisWarning[]> {
  const { username, password, tls } = master.options;
  const replica = new Redis({
    host,
    port,
    username,
    password,
    tls,
    lazyConnect: true,
    connectTimeout: REPLICA_TIMEOUT_MS,
    commandTimeout: REPLICA_TIMEOUT_MS,
    retryStrategy: () => null,
  });
  replica.on('error', () => undefined);
  try {
    return await checkServer(replica, `${host}:${port}`);
  } finally {
    replica.disconnect();
  }
}

/** Where the master’s own address is not known to the client, behind Sentinels, the link tells it. */
function describeServer({ options, stream }: Redis): string {
  const host = stream?.remoteAddress ?? options.host ?? '';
  return `${host}:${stream?.remotePort ?? options.port ?? ''}`;
}

function listReplicas(info: string): { host: string; port: number }[] {
  const count = Number(readInfo(info, 'connected_slaves') ?? 0);
  return Array.from({ length: count }, (_, i) => readInfo(info, `slave${i}`) ?? '').flatMap((line) => {
    const match = /^ip=([^,]+),port=(\d+)/.exec(line);
    return match === null ? [] : [{ host: match[1] ?? '', port: Number(match[2]) }];
  });
}
