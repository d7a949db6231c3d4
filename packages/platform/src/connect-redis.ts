import { Redis } from 'ioredis';
import type { Logger } from './create-logger.js';

export interface RedisOptions {
  readonly url: string;
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

/** A client that reconnects by itself for ever; its errors are logged once per outage, not once per try. */
export function connectRedis(options: RedisOptions, logger: Logger): Redis {
  const client = new Redis(options.url, {
    connectionName: options.name,
    maxRetriesPerRequest: options.mode === 'fail-fast' ? 0 : null,
    enableOfflineQueue: options.mode === 'patient',
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), RECONNECT_MS_MAX),
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
    ...(options.commandTimeoutMs === undefined ? {} : { commandTimeout: options.commandTimeoutMs }),
  });
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

/**
 * Resolves when the client is connected.
 * @throws Error after `timeoutMs`, so that an app without Redis exits at start and says why
 */
export async function waitForRedis(client: Redis, timeoutMs: number): Promise<void> {
  if (client.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      client.off('ready', onReady);
      reject(
        new Error(`Redis did not answer within ${timeoutMs} ms; is REDIS_URL right, and is it running?`),
      );
    }, timeoutMs);
    const onReady = () => {
      clearTimeout(timer);
      resolve();
    };
    client.once('ready', onReady);
  });
}

/** Lets what is under way finish, if Redis is there to finish it. */
export async function closeRedis(client: Redis): Promise<void> {
  if (client.status === 'ready') await client.quit();
  else client.disconnect();
}
