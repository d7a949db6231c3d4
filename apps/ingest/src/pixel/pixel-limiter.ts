import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface PixelLimits {
  readonly hitsPerMinute: number;
  readonly hitsPerMinutePerConnection: number;
}

export type LimitVerdict =
  { readonly isWithin: true } | { readonly isWithin: false; readonly retryAfterSeconds: number };

const MINUTE_SECONDS = 60;
/** What one subscriber has of IPv6: 64 bits, in groups of 16. */
const IPV6_GROUPS = 4;

/** Bounds what strangers can make of the pixel: hits an address, and hits a connection, in each process. */
export class PixelLimiter {
  private readonly ofAddress: RateLimiterMemory;
  private readonly ofConnection: RateLimiterMemory;

  constructor({ hitsPerMinute, hitsPerMinutePerConnection }: PixelLimits) {
    this.ofAddress = new RateLimiterMemory({ points: hitsPerMinute, duration: MINUTE_SECONDS });
    this.ofConnection = new RateLimiterMemory({
      points: hitsPerMinutePerConnection,
      duration: MINUTE_SECONDS,
    });
  }

  /** Of an address; its IPv6 neighbours count as one. */
  async takeForAddress(address: string): Promise<LimitVerdict> {
    return take(this.ofAddress, normalizeAddress(address));
  }

  async takeForConnection(connectionId: string): Promise<LimitVerdict> {
    return take(this.ofConnection, connectionId);
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<LimitVerdict> {
  try {
    await limiter.consume(key);
    return { isWithin: true };
  } catch (refusal) {
    const { msBeforeNext } = refusal as { msBeforeNext?: number };
    if (msBeforeNext === undefined) throw refusal;
    return { isWithin: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
  }
}

function normalizeAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return parsed.parts.slice(0, IPV6_GROUPS).join(':');
}
