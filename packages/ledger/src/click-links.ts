import type { RedisClient } from '@ins-relay/platform';
import { LedgerKeys } from './ledger-keys.js';

/** What is known of the click id of a receipt. */
export type ClickLink =
  | { readonly status: 'known'; readonly clickId: string }
  /** The receipt was seen, and had none. */
  | { readonly status: 'seen-without' }
  | { readonly status: 'unseen' };

/**
 * Which click id belongs to a receipt, so that its upsells, rebills and reversals can inherit it. Subscriptions
 * rebill for years: links are kept longer than timelines.
 */
export class ClickLinks {
  private readonly keys: LedgerKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
    private readonly keepSeconds: number,
  ) {
    this.keys = new LedgerKeys(keyPrefix);
  }

  /**
   * @param clickId undefined records that the receipt came without one; it never replaces a known one
   * @returns the events that were given up for want of this click id; hand each to `removeOrphan` once it goes on
   */
  async remember(connectionId: string, receipt: string, clickId: string | undefined): Promise<string[]> {
    const key = this.keys.clickId(connectionId, receipt);
    if (clickId === undefined) {
      await this.redis.set(key, '', 'EX', this.keepSeconds, 'NX');
      return [];
    }
    const pipeline = this.redis.pipeline().set(key, clickId, 'EX', this.keepSeconds);
    const replies = await pipeline.smembers(this.keys.orphans(connectionId, receipt)).exec();
    for (const [error] of replies ?? []) if (error !== null) throw error;
    return (replies?.[1]?.[1] ?? []) as string[];
  }

  async find(connectionId: string, receipt: string): Promise<ClickLink> {
    return toLink(await this.redis.get(this.keys.clickId(connectionId, receipt)));
  }

  /**
   * Notes an event that is about to be given up because its parent's click id is not known.
   * @returns what is known by now: a click id that came in just before would not find the event
   */
  async addOrphan(connectionId: string, parentReceipt: string, eventId: string): Promise<ClickLink> {
    const orphans = this.keys.orphans(connectionId, parentReceipt);
    const pipeline = this.redis.pipeline().sadd(orphans, eventId).expire(orphans, this.keepSeconds);
    const replies = await pipeline.get(this.keys.clickId(connectionId, parentReceipt)).exec();
    for (const [error] of replies ?? []) if (error !== null) throw error;
    return toLink((replies?.[2]?.[1] ?? null) as string | null);
  }

  async removeOrphan(connectionId: string, parentReceipt: string, eventId: string): Promise<void> {
    await this.redis.srem(this.keys.orphans(connectionId, parentReceipt), eventId);
  }
}

function toLink(clickId: string | null): ClickLink {
  if (clickId === null) return { status: 'unseen' };
  return clickId === '' ? { status: 'seen-without' } : { status: 'known', clickId };
}
