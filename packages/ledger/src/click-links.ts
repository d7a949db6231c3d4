import type { Redis } from 'ioredis';
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
    private readonly redis: Redis,
    keyPrefix: string,
    private readonly keepSeconds: number,
  ) {
    this.keys = new LedgerKeys(keyPrefix);
  }

  /** @param clickId undefined records that the receipt came without one; it never replaces a known one */
  async remember(connectionId: string, receipt: string, clickId: string | undefined): Promise<void> {
    const key = this.keys.clickId(connectionId, receipt);
    if (clickId === undefined) await this.redis.set(key, '', 'EX', this.keepSeconds, 'NX');
    else await this.redis.set(key, clickId, 'EX', this.keepSeconds);
  }

  async find(connectionId: string, receipt: string): Promise<ClickLink> {
    const clickId = await this.redis.get(this.keys.clickId(connectionId, receipt));
    if (clickId === null) return { status: 'unseen' };
    return clickId === '' ? { status: 'seen-without' } : { status: 'known', clickId };
  }
}
