import { Redis } from 'ioredis';

/** Connects to a server of 127.0.0.1, does something, and lets go of it. @throws when it does not answer */
export async function askRedis<T>(
  port: number,
  ask: (redis: Redis) => Promise<T>,
  user: { readonly username?: string; readonly password?: string } = {},
): Promise<T> {
  const redis = new Redis({
    ...user,
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    enableReadyCheck: false,
    connectTimeout: 1_000,
    commandTimeout: 2_000,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await ask(redis);
  } finally {
    // Disconnecting what never connected would leave a timer of 2 s behind.
    if (redis.status !== 'end') redis.disconnect();
  }
}
