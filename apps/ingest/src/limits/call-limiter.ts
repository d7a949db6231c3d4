import { RateLimiterMemory } from 'rate-limiter-flexible';

export type LimitVerdict =
  { readonly isWithin: true } | { readonly isWithin: false; readonly retryAfterSeconds: number };

const MINUTE_SECONDS = 60;

/** So many calls a minute for each key, in this process. Keys are forgotten after a minute. */
export class CallLimiter {
  private readonly limiter: RateLimiterMemory;

  constructor(callsPerMinute: number) {
    this.limiter = new RateLimiterMemory({ points: callsPerMinute, duration: MINUTE_SECONDS });
  }

  async take(key: string): Promise<LimitVerdict> {
    try {
      await this.limiter.consume(key);
      return { isWithin: true };
    } catch (refusal) {
      const { msBeforeNext } = refusal as { msBeforeNext?: number };
      if (msBeforeNext === undefined) throw refusal;
      return { isWithin: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
    }
  }
}
