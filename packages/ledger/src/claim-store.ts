import type { RedisClient } from '@ins-relay/platform';
import { LedgerKeys } from './ledger-keys.js';

export type Claim =
  /** Nobody had this identity. */
  | { readonly claim: 'fresh' }
  /** This very event had it already: a crash or a replay brings it here again. */
  | { readonly claim: 'own' }
  /** Another event has it: this one is its duplicate. */
  | { readonly claim: 'taken'; readonly byEventId: string };

/** A claim to make together with something else. */
export interface Stake {
  readonly key: string;
  readonly keepSeconds: number;
}

const TRANSFER_SCRIPT = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
`;

/** Dedupe claims: which event a transaction's identity belongs to. */
export class ClaimStore {
  private readonly keys: LedgerKeys;

  /** @param keepSeconds longer than anything ClickBank re-sends */
  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
    private readonly keepSeconds: number,
  ) {
    this.keys = new LedgerKeys(keyPrefix);
  }

  /** A claim that is made by `LedgerWriter.append`. */
  describe(connectionId: string, identity: string, keepSeconds = this.keepSeconds): Stake {
    return { key: this.keys.claim(connectionId, identity), keepSeconds };
  }

  /**
   * Claims an identity for an event, atomically and re-entrantly: the event that has it may claim it again, at
   * any time, and passes; so a crash between the claim and whatever follows loses nothing.
   */
  async claim(
    connectionId: string,
    identity: string,
    eventId: string,
    keepSeconds = this.keepSeconds,
  ): Promise<Claim> {
    const key = this.keys.claim(connectionId, identity);
    const holder = await this.redis.set(key, eventId, 'EX', keepSeconds, 'NX', 'GET');
    if (holder === null) return { claim: 'fresh' };
    return holder === eventId ? { claim: 'own' } : { claim: 'taken', byEventId: holder };
  }

  /**
   * Gives an identity to another event, if it still belongs to the one that has it.
   * @returns whether it did
   */
  async transfer(
    connectionId: string,
    identity: string,
    fromEventId: string,
    toEventId: string,
  ): Promise<boolean> {
    const key = this.keys.claim(connectionId, identity);
    return (await this.redis.eval(TRANSFER_SCRIPT, 1, key, fromEventId, toEventId)) === 1;
  }
}
