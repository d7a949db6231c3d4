import type { RedisClient } from '@ins-relay/platform';

/**
 * A token bucket for each destination, shared by all dispatchers.
 *   KEYS[1] the bucket · ARGV tokens a second · tokens wanted
 *   returns how many were granted
 */
const SCRIPT = `
local rate, wanted = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local burst = math.max(1, rate * 0.25)
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
-- A clock that was set back must not take away what there was.
local passed = math.max(0, now - (tonumber(bucket[2]) or now))
local tokens = math.min(burst, (tonumber(bucket[1]) or burst) + passed * rate)
local granted = math.min(wanted, math.floor(tokens))
redis.call('HSET', KEYS[1], 'tokens', tokens - granted, 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], 60000)
return granted
`;

type RedisWithBudget = RedisClient & {
  insTakeTokens(key: string, rate: number, wanted: number): Promise<number>;
};

interface Lease {
  tokens: number;
  untilMs: number;
  /** A question that is under way. */
  asking: Promise<void> | undefined;
}

/** How much a dispatcher takes at once: a tenth of a second's worth, so that few questions are asked. */
const LEASE_SHARE = 0.1;
const LEASE_MS = 200;

/** What a destination may still be sent, over all dispatchers. */
export class RateBudget {
  private readonly leases = new Map<string, Lease>();

  constructor(
    private readonly redis: RedisClient,
    private readonly keyPrefix: string,
    private readonly readNowMs: () => number,
  ) {
    if (!('insTakeTokens' in redis)) redis.defineCommand('insTakeTokens', { numberOfKeys: 1, lua: SCRIPT });
  }

  /** Takes one token, if there is one now. Without Redis nothing is held back: the queue needs it too. */
  async take(destination: string, ratePerSecond: number): Promise<boolean> {
    const lease = this.leases.get(destination) ?? { tokens: 0, untilMs: 0, asking: undefined };
    this.leases.set(destination, lease);
    for (let tries = 0; tries < 2; tries++) {
      if (lease.tokens > 0 && lease.untilMs > this.readNowMs()) {
        lease.tokens -= 1;
        return true;
      }
      lease.asking ??= this.ask(destination, ratePerSecond, lease).finally(() => (lease.asking = undefined));
      await lease.asking;
    }
    return false;
  }

  private async ask(destination: string, ratePerSecond: number, lease: Lease): Promise<void> {
    const wanted = Math.max(1, Math.floor(ratePerSecond * LEASE_SHARE));
    const redis = this.redis as RedisWithBudget;
    const key = `${this.keyPrefix}:rate:${destination}`;
    lease.tokens = await redis.insTakeTokens(key, ratePerSecond, wanted).catch(() => wanted);
    lease.untilMs = this.readNowMs() + LEASE_MS;
  }
}
