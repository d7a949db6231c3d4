import { checkRedisServer } from './check-redis-server.js';
import type { RedisClient } from './redis-client.js';

/**
 * Resolves when the client is connected to a server that this product can use.
 * @throws Error after `timeoutMs`, or when the server is of the wrong kind, so that an app without Redis exits at
 *   start and says why
 */
export async function waitForRedis(client: RedisClient, timeoutMs: number): Promise<void> {
  if (client.status !== 'ready') await waitUntilReady(client, timeoutMs);
  await checkRedisServer(client);
}

async function waitUntilReady(client: RedisClient, timeoutMs: number): Promise<void> {
  let lastProblem = '';
  const onError = (error: Error & { lastNodeError?: Error }) => {
    lastProblem = ` (${(error.lastNodeError ?? error).message})`;
  };
  client.on('error', onError);
  try {
    await new Promise<void>((resolve, reject) => {
      const onReady = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        client.off('ready', onReady);
        const problem = `Redis did not answer within ${timeoutMs} ms; is REDIS_URL right, and is it running?`;
        reject(new Error(problem + lastProblem));
      }, timeoutMs);
      client.once('ready', onReady);
    });
  } finally {
    client.off('error', onError);
  }
}
