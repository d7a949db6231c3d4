import type { Cluster, Redis } from 'ioredis';
import type { RedisReport, RedisServerReport } from '@ins-relay/console-contract';
import { checkRedisSettings, type RedisClient } from '@ins-relay/platform';
import { parseRedisInfo } from './parse-redis-info.js';

const SLOW_LOG_MAX = 15;
const COMMAND_CHARACTERS_MAX = 80;
const SETTINGS = ['appendfsync', 'maxmemory-policy'] as const;

/** How Redis does: every master of a Cluster, else the one server. */
export async function readRedisReport(redis: RedisClient): Promise<RedisReport> {
  const nodes = redis.isCluster ? (redis as Cluster).nodes('master') : [redis as Redis];
  const [servers, warnings] = await Promise.all([
    Promise.all(nodes.map(readServer)),
    checkRedisSettings(redis),
  ]);
  return { servers, warnings };
}

async function readServer(node: Redis): Promise<RedisServerReport> {
  const [info, slowLog, config] = await Promise.all([node.info(), readSlowLog(node), readConfig(node)]);
  const { options, stream } = node;
  const address = `${stream?.remoteAddress ?? options.host ?? ''}:${stream?.remotePort ?? options.port ?? ''}`;
  return parseRedisInfo({ address, info, config, slowLog });
}

/** Managed servers often don't tell. */
async function readConfig(node: Redis): Promise<Record<string, string>> {
  const pairs = await Promise.all(
    SETTINGS.map(async (name) => {
      const [, value] = (await node.config('GET', name).catch(() => [])) as string[];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return Object.fromEntries(pairs.flat());
}

async function readSlowLog(node: Redis): Promise<RedisServerReport['slowLog']> {
  const entries = (await node.slowlog('GET', SLOW_LOG_MAX).catch(() => [])) as [
    number,
    number,
    number,
    string[],
  ][];
  return entries.map(([, atSeconds, durationMicros, words]) => ({
    atMs: atSeconds * 1000,
    durationMicros,
    command: describeCommand(words),
  }));
}

/** The command and its key; values are nobody's business. */
function describeCommand([name = '', first = '', ...rest]: readonly string[]): string {
  const key = /^eval/i.test(name) ? (rest[1] ?? '') : first;
  return `${name} ${key}`.trim().slice(0, COMMAND_CHARACTERS_MAX);
}
