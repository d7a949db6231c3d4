import type { RedisClient } from '@ins-relay/platform';
import type { ToldAlerts } from './plan-message.js';

/** What was told, shared by all consoles and remembered over restarts. */
export class AlertStore {
  constructor(
    private readonly redis: RedisClient,
    private readonly keyPrefix: string,
  ) {}

  /** @returns whether this process is the one that looks for the next so many milliseconds */
  async claimTurn(forMs: number): Promise<boolean> {
    return (await this.redis.set(`${this.keyPrefix}:alerts:turn`, '1', 'PX', forMs, 'NX')) === 'OK';
  }

  async read(): Promise<ToldAlerts> {
    const text = await this.redis.get(`${this.keyPrefix}:alerts:told`);
    return text === null ? {} : (JSON.parse(text) as ToldAlerts);
  }

  async write(told: ToldAlerts): Promise<void> {
    await this.redis.set(`${this.keyPrefix}:alerts:told`, JSON.stringify(told));
  }
}
