import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, Redis, type ClusterOptions, type CommonRedisOptions } from 'ioredis';
import type { Logger } from './create-logger.js';
import { joinWrites } from './join-writes.js';
import { parseRedisAddress, RedisAddressError, type RedisTarget } from './parse-redis-address.js';
import type { RedisAddress } from './redis-address.js';
import type { RedisClient } from './redis-client.js';

export interface RedisOptions extends RedisAddress {
  /** Shown by `CLIENT LIST`. */
  readonly name: string;
  /**
   * `fail-fast`: a command fails at once while Redis is away, and after `commandTimeoutMs` when it hangs; for
   * whoever has to answer somebody. `patient`: commands wait for Redis to come back; for workers.
   */
  readonly mode: 'fail-fast' | 'patient';
  readonly commandTimeoutMs?: number;
}

const RECONNECT_MS_MAX = 1_000;
/** One node of a Cluster that hangs must not hold up the end of an app. */
const CLOSE_MS_MAX = 2_000;
/**
 * A link on which a command stays unanswered for so long is dead, though nobody closed it: its server lost power, or
 * a firewall forgot it. The kernel would find out after a quarter of an hour. BullMQ blocks for 10 s at most.
 */
const SILENCE_MS_MAX = { 'fail-fast': 2_000, patient: 15_000 } as const;
/** A command of a Cluster is tried again so often while its shard has no master, 100 ms apart. */
const CLUSTER_TRIES_MAX = { 'fail-fast': 3, patient: Number.POSITIVE_INFINITY } as const;
const CLUSTER_RETRY_MS = 100;

/**
 * A client that reconnects by itself for ever, to whichever server is the master by then; its errors are logged once
 * per outage, not once per try.
 * @throws RedisAddressError if the address or a file that it names can't be used
 */
export function connectRedis(options: RedisOptions, logger: Logger): RedisClient {
  const client = createClient(parseRedisAddress(options), options);
  joinWrites(client);
  let isAway = false;
  client.on('error', (error: Error) => {
    if (!isAway) logger.error({ redis: options.name, err: error }, 'Redis is not reachable');
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) logger.info({ redis: options.name }, 'Redis is back');
    isAway = false;
  });
  return client;
}

/** Lets what is under way finish, if Redis is there to finish it; for two seconds at most. */
export async function closeRedis(client: RedisClient): Promise<void> {
  if (client.status === 'ready') {
    const quit = client.quit().catch(() => undefined);
    const timer = new AbortController();
    await Promise.race([
      quit,
      delay(CLOSE_MS_MAX, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  }
  // After a quit too: it ends the links to Sentinels.
  client.disconnect();
}

function createClient(target: RedisTarget, options: RedisOptions): RedisClient {
  const isPatient = options.mode === 'patient';
  const tls = target.tls && readTlsFiles(target.tls);
  const common: CommonRedisOptions & { tls?: typeof tls } = {
    connectionName: options.name,
    username: target.username,
    password: target.password,
    maxRetriesPerRequest: isPatient ? null : 0,
    commandTimeout: options.commandTimeoutMs,
    socketTimeout: SILENCE_MS_MAX[options.mode],
    // The master has become a replica under our feet: connect again, and find the new one.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
    tls,
  };
  if (target.topology === 'cluster') {
    return new Cluster([...target.nodes], {
      redisOptions: common,
      enableOfflineQueue: isPatient,
      clusterRetryStrategy: chooseReconnectMs,
      maxRedirections: CLUSTER_TRIES_MAX[options.mode],
      retryDelayOnFailover: CLUSTER_RETRY_MS,
      retryDelayOnClusterDown: CLUSTER_RETRY_MS,
      retryDelayOnMoved: CLUSTER_RETRY_MS,
      ...(tls === undefined ? {} : { dnsLookup: keepHostName }),
    });
  }
  const single = {
    ...common,
    enableOfflineQueue: isPatient,
    retryStrategy: chooseReconnectMs,
    db: target.database,
  };
  if (target.topology === 'standalone') return new Redis({ ...single, ...target.node });
  return new Redis({
    ...single,
    sentinels: [...target.sentinels],
    name: target.masterName,
    sentinelUsername: target.sentinelUsername,
    sentinelPassword: target.sentinelPassword,
    sentinelTLS: tls,
    enableTLSForSentinelMode: tls !== undefined,
    // Leaves the old master at once, even when that one neither answers nor closes the link.
    failoverDetector: true,
    // The links by which it listens print every failed try; where they are gone, `SILENCE_MS_MAX` finds out.
    sentinelReconnectStrategy: () => null,
  });
}

function chooseReconnectMs(times: number): number {
  return Math.min(50 * 2 ** Math.min(times, 6), RECONNECT_MS_MAX);
}

/** Certificates are made out to names: looking up the addresses beforehand would lose them. */
const keepHostName: NonNullable<ClusterOptions['dnsLookup']> = (hostName, callback) =>
  callback(null, hostName);

function readTlsFiles({ caFile, certFile, keyFile }: NonNullable<RedisTarget['tls']>) {
  return {
    ...(caFile === undefined ? {} : { ca: readPem('REDIS_CA_FILE', caFile) }),
    ...(certFile === undefined ? {} : { cert: readPem('REDIS_CERT_FILE', certFile) }),
    ...(keyFile === undefined ? {} : { key: readPem('REDIS_KEY_FILE', keyFile) }),
  };
}

function readPem(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new RedisAddressError(`${variable} can't be read: ${(error as Error).message}`);
  }
}
