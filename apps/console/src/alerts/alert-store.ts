import type { RedisClient } from '@ins-relay/platform';
import type { ToldAlerts } from './plan-message.js';

/** What was told, shared by all consoles and remembered over restarts. */
export class AlertStore {
  constructor(
    private readonly redis: RedisClient,
    private readonly keyPrefix: string,
  ) {}

  private get turnKey(): string {
    return `${this.keyPrefix}:alerts:turn`;
  }

  /** @returns whether this process is the one that looks, until `endTurn` or for so many milliseconds */
  async claimTurn(forMs: number): Promise<boolean> {
    return (await this.redis.set(this.turnKey, '1', 'PX', forMs, 'NX')) === 'OK';
  }

  /** The next one may look in so many milliseconds; at once where there are none left. */
  async endTurn(inMs: number): Promise<void> {
    await this.redis.pexpire(this.turnKey, Math.max(0, Math.ceil(inMs)));
  }

  async read(): Promise<ToldAlerts> {
    const text = await this.redis.get(`${this.keyPrefix}:alerts:told`);
    return text === null ? {} : (JSON.parse(text) as ToldAlerts);
  }

  async write(told: ToldAlerts): Promise<void> {
    await this.redis.set(`${this.keyPrefix}:alerts:told`, JSON.stringify(told));
  }
}
