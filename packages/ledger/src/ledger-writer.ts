import { readEventIdTime, type Outcome } from '@ins-relay/contracts';
import { GroupCommit, type RedisClient } from '@ins-relay/platform';
import type { Keyring } from '@ins-relay/sealing';
import { defineAppendScript, runAppendScript, type AppendArguments } from './append-script.js';
import type { Stake } from './claim-store.js';
import type { LinkToKeep } from './click-links.js';
import { sealRecord, type EventRecord } from './event-record.js';
import { LedgerKeys, toDay, toHour, type Lookup, type LookupField } from './ledger-keys.js';
import { encodeTimeline } from './timeline-codec.js';
import type { TimelineEntry } from './timeline-entry.js';

export interface LedgerOptions {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  readonly keyring: Keyring;
  /** Counted from the last thing that happened to an event. */
  readonly keepSeconds: number;
  /** Hears of everything that was appended, for statistics; must be quick and must not throw. */
  readonly onAppended?: (
    eventId: string,
    entries: readonly TimelineEntry[],
    about: Pick<AppendOptions, 'connectionId' | 'sent'>,
  ) => void;
}

/** What a postback said that was delivered. */
export interface SentPostback {
  readonly conversionType: string;
  readonly sum: string;
  readonly currency?: string;
}

export interface AppendOptions {
  /** Stored sealed. */
  readonly record?: EventRecord;
  /** Of the customer, so that the event can be found by it; stored as a keyed hash only. */
  readonly email?: string;
  /** The event was settled before: it moves between the outcomes instead of being listed twice. */
  readonly isReplay?: boolean;
  /** Of its identity; nothing is written where another event has it. */
  readonly claim?: Stake;
  /** The click id of its receipt. */
  readonly link?: LinkToKeep;
  /** For `onAppended`; not stored. */
  readonly connectionId?: string;
  /** The same, of a delivery. */
  readonly sent?: SentPostback;
}

/** What came of it. */
export interface Appended {
  /** Another event that has the identity; then nothing was written. */
  readonly takenByEventId?: string;
  /** The events that were given up for want of the click id that is kept now. */
  readonly orphanIds: readonly string[];
}

/** So many timelines at once keep Redis from others for about a millisecond. */
const GROUP_MAX = 32;

/** Writes timelines. Appends that come while Redis takes an earlier one go there together. */
export class LedgerWriter {
  private readonly keys: LedgerKeys;
  private readonly commits: GroupCommit<AppendArguments, string | string[]>;

  constructor(private readonly options: LedgerOptions) {
    const { keepSeconds, keyPrefix, redis } = options;
    this.keys = new LedgerKeys(keyPrefix);
    defineAppendScript(redis);
    const common = { tailChannel: this.keys.tail, keepSeconds };
    this.commits = new GroupCommit({
      countMax: GROUP_MAX,
      write: (appends) => runAppendScript(redis, common, appends),
    });
  }

  /**
   * Appends to the timeline of an event, in one atomic step with every index and look-up that follows from it.
   * The first append of an event has to begin with its `received` entry.
   */
  async append(
    eventId: string,
    entries: readonly TimelineEntry[],
    options: AppendOptions = {},
  ): Promise<Appended> {
    const receivedAtMs = readEventIdTime(eventId) ?? 0;
    const lines: (string | Buffer)[] = encodeTimeline(eventId, entries);
    if (options.record !== undefined) lines.push(sealRecord(this.options.keyring, eventId, options.record));
    const answer = await this.commits.submit({
      eventKey: this.keys.event(eventId),
      eventId,
      ...this.listIndexes(entries, toHour(receivedAtMs)),
      lookups: this.listLookups(entries, options.email, toDay(receivedAtMs)),
      wasSettledBefore: options.isReplay ?? false,
      claim: options.claim,
      link: options.link,
      entries: lines,
    });
    if (typeof answer === 'string') return { takenByEventId: answer, orphanIds: [] };
    this.options.onAppended?.(eventId, entries, options);
    return { orphanIds: answer };
  }

  private listIndexes(
    entries: readonly TimelineEntry[],
    hour: number,
  ): Pick<AppendArguments, 'firstIndexes' | 'outcomeIndexes'> {
    const firstIndexes: string[] = [];
    const outcomeIndexes: string[] = [];
    for (const entry of entries) {
      if (entry.type === 'received') {
        const { connectionId } = entry;
        firstIndexes.push(this.keys.index({ by: 'all' }, hour));
        firstIndexes.push(this.keys.index({ by: 'connection', connectionId }, hour));
      }
      const outcome = readIndexedOutcome(entry);
      if (outcome !== undefined) outcomeIndexes.push(this.keys.index({ by: 'outcome', outcome }, hour));
    }
    return { firstIndexes, outcomeIndexes };
  }

  private listLookups(entries: readonly TimelineEntry[], email: string | undefined, day: number): Lookup[] {
    const lookups: Lookup[] = [];
    const add = (field: LookupField, value: string) => lookups.push(this.keys.lookup(field, value, day));
    for (const entry of entries) {
      if (entry.type === 'received' && entry.receipt !== undefined)
        add('receipt', entry.receipt.toUpperCase());
      if (entry.type === 'mapped' || entry.type === 'assigned') add('clickId', entry.clickId);
    }
    if (email !== undefined && email !== '') {
      add('email', this.options.keyring.hashForLookup(normalizeEmail(email))[0]);
    }
    return lookups;
  }
}

/** Nearly every event is delivered, so that index would only repeat the one of all. */
function readIndexedOutcome(entry: TimelineEntry): Outcome | undefined {
  if (entry.type === 'settled') return entry.outcome;
  return entry.type === 'postback-settled' && entry.outcome === 'failed' ? 'failed' : undefined;
}

export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
