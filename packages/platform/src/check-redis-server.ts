import type { RedisClient } from './redis-client.js';

/** `SET … NX GET` came with 7.0. Valkey forked off 7.2 and says so. */
const VERSION_MIN = [7, 0] as const;

/**
 * Whether a server can be used at all.
 * @throws Error that says what to change
 */
export async function checkRedisServer(client: RedisClient): Promise<void> {
  const problem = findServerProblem(await client.info(), client.isCluster);
  if (problem !== undefined) throw new Error(problem);
}

/**
 * @param info what INFO answers
 * @returns what is wrong with the server, with the way to mend it
 */
export function findServerProblem(info: string, isClusterClient: boolean): string | undefined {
  const version = readInfo(info, 'redis_version') ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin, minorMin] = VERSION_MIN;
  if (version !== '' && (major < majorMin || (major === majorMin && minor < minorMin))) {
    return `Redis ${version} is too old; it has to be ${VERSION_MIN.join('.')} or later, or Valkey`;
  }
  if (!isClusterClient && readInfo(info, 'cluster_enabled') === '1') {
    return 'this server is a node of a Redis Cluster; begin REDIS_URL with redis+cluster:// (rediss+cluster:// for TLS)';
  }
  if (!isClusterClient && readInfo(info, 'redis_mode') === 'sentinel') {
    return 'this server is a Sentinel; set REDIS_URL to redis+sentinel://<its address>/<master name>';
  }
  return undefined;
}

/** @returns the value of one field of what INFO answers; undefined where there is no such field */
export function readInfo(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}
