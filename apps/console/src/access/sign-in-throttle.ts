import { createHash } from 'node:crypto';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { toAddressKey, type RedisClient } from '@ins-relay/platform';

const QUARTER_HOUR_SECONDS = 900;

/** Slows down who guesses passwords: for one name from one address, and for an address or a name in all. */
export class SignInThrottle {
  private readonly limiters: readonly {
    readonly limiter: RateLimiterRedis;
    readonly keyOf: (name: string, address: string) => string;
  }[];

  constructor(redis: RedisClient, keyPrefix: string) {
    const limit = (name: string, points: number) =>
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `${keyPrefix}:sign-in:${name}`,
        points,
        duration: QUARTER_HOUR_SECONDS,
      });
    this.limiters = [
      { limiter: limit('pair', 6), keyOf: (name, address) => `${address} ${name}` },
      { limiter: limit('address', 40), keyOf: (_, address) => address },
      // Not so few that anybody could lock somebody else out.
      { limiter: limit('name', 200), keyOf: (name) => name },
    ];
  }

  /** Counts a try. @returns seconds to wait where there were too many */
  async take(name: string, address: string): Promise<number | undefined> {
    const from = toAddressKey(address);
    for (const { keyOf, limiter } of this.limiters) {
      try {
        await limiter.consume(hash(keyOf(name, from)));
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    }
    return undefined;
  }

  /** The password was right: tries before it do not count. */
  async forgive(name: string, address: string): Promise<void> {
    const [pair] = this.limiters;
    if (pair !== undefined) await pair.limiter.delete(hash(pair.keyOf(name, toAddressKey(address))));
  }
}

/** People type passwords into the field of the name. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
