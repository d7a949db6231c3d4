import type { RedisClient } from '@ins-relay/platform';
import { LedgerKeys } from './ledger-keys.js';

const PAGE = 200;

/** The events that wait because their connection is paused. */
export class HeldEvents {
  private readonly keys: LedgerKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new LedgerKeys(keyPrefix);
  }

  async add(connectionId: string, eventId: string): Promise<void> {
    await this.redis.sadd(this.keys.held(connectionId), eventId);
  }

  async count(connectionId: string): Promise<number> {
    return this.redis.scard(this.keys.held(connectionId));
  }

  /**
   * Hands out every held event and forgets it once `release` has resolved; a crash in between hands it out again.
   * @returns how many were released
   */
  async releaseAll(connectionId: string, release: (eventId: string) => Promise<void>): Promise<number> {
    const key = this.keys.held(connectionId);
    let released = 0;
    for (;;) {
      const ids = await this.redis.srandmember(key, PAGE);
      if (ids.length === 0) return released;
      for (const id of ids.sort()) {
        await release(id);
        await this.redis.srem(key, id);
        released += 1;
      }
    }
  }
}
