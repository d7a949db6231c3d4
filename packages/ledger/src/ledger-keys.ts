import type { Outcome } from '@ins-relay/contracts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Look-ups share small hashes, which Redis packs: a tenth of the memory of a key each. */
const LOOKUP_BUCKETS = 16_384;

/** What an event can be found by. */
export type LookupField = 'receipt' | 'clickId' | 'email';

const LOOKUP_CODES: Record<LookupField, string> = { receipt: 'r', clickId: 'k', email: 'm' };

/** What takes less room as bytes, under a code of its own: click ids of RedTrack's form, and hashes. */
const PACKED_LOOKUPS: Partial<Record<LookupField, { code: string; form: RegExp; as: 'hex' | 'base64url' }>> =
  {
    clickId: { code: 'K', form: /^[0-9a-f]{24}$/, as: 'hex' },
    email: { code: 'M', form: /^[\w-]{16}$/, as: 'base64url' },
  };

export interface Lookup {
  readonly key: string;
  readonly field: Buffer;
  /** Under which earlier releases kept it, in the same hash. */
  readonly earlierField: string;
}

/** Every key of the ledger, and nowhere else. */
export class LedgerKeys {
  constructor(private readonly prefix: string) {}

  /** List of the entries of one event, in order. */
  event(eventId: string): string {
    return `${this.prefix}:ev:${eventId}`;
  }

  /** List of the event ids received in one hour: of all, of a connection, or that came to an outcome. */
  index(index: LedgerIndex, hour: number): string {
    switch (index.by) {
      case 'all':
        return `${this.prefix}:ix:all:${hour}`;
      case 'connection':
        return `${this.prefix}:ix:c:${index.connectionId}:${hour}`;
      case 'outcome':
        return `${this.prefix}:ix:o:${index.outcome}:${hour}`;
    }
  }

  /** Field of a hash, with the events that have this value and were received on that day. */
  lookup(field: LookupField, value: string, day: number): Lookup {
    const name = `${LOOKUP_CODES[field]}${value}`;
    return {
      key: `${this.prefix}:lx:${day}:${hashText(name) % LOOKUP_BUCKETS}`,
      field: packLookup(field, value) ?? Buffer.from(name),
      earlierField: name,
    };
  }

  /** All look-up hashes of one day. */
  lookups(day: number): string[] {
    return Array.from({ length: LOOKUP_BUCKETS }, (_, bucket) => `${this.prefix}:lx:${day}:${bucket}`);
  }

  /** Set of the events that a paused connection holds. */
  held(connectionId: string): string {
    return `${this.prefix}:held:${connectionId}`;
  }

  /** List of calls that could not be verified, newest first, sealed. */
  unverified(connectionId: string, ring: 'keyed' | 'unkeyed'): string {
    return `${this.prefix}:unverified:${ring}:${connectionId}`;
  }

  /** The event that an identity belongs to. */
  claim(connectionId: string, identity: string): string {
    return `${this.prefix}:claim:${connectionId}:${identity}`;
  }

  /** Set of the events that were given up for want of this receipt's click id. */
  orphans(connectionId: string, receipt: string): string {
    return `${this.prefix}:orphans:${connectionId}:${receipt}`;
  }

  clickId(connectionId: string, receipt: string): string {
    return `${this.prefix}:click:${connectionId}:${receipt}`;
  }

  /** Channel on which the id of every event that changed is published. */
  get tail(): string {
    return `${this.prefix}:ledger:tail`;
  }
}

export type LedgerIndex =
  | { readonly by: 'all' }
  | { readonly by: 'connection'; readonly connectionId: string }
  | { readonly by: 'outcome'; readonly outcome: Outcome };

export function toHour(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}

export function toDay(atMs: number): number {
  return Math.floor(atMs / DAY_MS);
}

function packLookup(field: LookupField, value: string): Buffer | undefined {
  const packed = PACKED_LOOKUPS[field];
  if (packed === undefined || !packed.form.test(value)) return undefined;
  return Buffer.concat([Buffer.from(packed.code), Buffer.from(value, packed.as)]);
}

/** FNV-1a, 32 bits: spreads, and needs no secrecy. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
