import { readEventIdTime } from '@ins-relay/contracts';
import type { AppendOptions, SentPostback, TimelineEntry } from '@ins-relay/ledger';
import { toLatencyBucket } from './latency-buckets.js';
import { toMoneyCount } from './money-count.js';

/** Hears of everything that is to be added to a figure. */
export interface Tally {
  /** Of all connections together; the fields of `StatisticsReader`. */
  addToAll(field: string, atMs: number, by: number): void;
  addToConnection(connectionId: string, outcome: string, atMs: number): void;
  addToRule(connectionId: string, rule: string): void;
}

/** Names of fields in a bucket, short because there are many. */
export const FIELDS = {
  notifications: 'n',
  attempts: 'a',
  attemptsFailed: 'f',
  outcome: 'o ',
  latency: 'l ',
  /** `r <type>\t<currency>`, in ten-thousandths. */
  revenue: 'r ',
  postbacks: 'p ',
  queueAge: 'q',
} as const;

const RULE = 'rule ';

/** Tells `tally` what of a timeline's new entries goes into plots. */
export function countEntries(
  eventId: string,
  entries: readonly TimelineEntry[],
  { connectionId, sent }: Pick<AppendOptions, 'connectionId' | 'sent'>,
  tally: Tally,
): void {
  for (const entry of entries) {
    switch (entry.type) {
      case 'received':
        tally.addToAll(FIELDS.notifications, entry.atMs, 1);
        break;
      case 'mapped':
        if (entry.generation === 0) countRule(connectionId, entry.matchedBy, tally);
        break;
      case 'held':
        if (entry.rule !== undefined) countRule(connectionId, `${RULE}${entry.rule}`, tally);
        break;
      case 'attempt':
        tally.addToAll(FIELDS.attempts, entry.atMs, 1);
        if (!isAccepted(entry)) tally.addToAll(FIELDS.attemptsFailed, entry.atMs, 1);
        break;
      case 'settled':
        countOutcome(connectionId, entry, tally);
        // Its detail begins with the rule: `rule big sales: too large`.
        if (entry.cause === 'rule-ignored') {
          countRule(connectionId, entry.detail?.split(':')[0] ?? '', tally);
        }
        break;
      case 'postback-settled':
        // An event with several postbacks counts once.
        if (entry.ordinal === 1) countOutcome(connectionId, entry, tally);
        if (entry.outcome === 'delivered') {
          countLatency(eventId, entry, tally);
          if (sent !== undefined) countRevenue(sent, entry.atMs, tally);
        }
        break;
      default:
        break;
    }
  }
}

function isAccepted({ status }: { readonly status?: number }): boolean {
  return status !== undefined && status < 300;
}

function countOutcome(
  connectionId: string | undefined,
  { outcome, atMs }: { readonly outcome: string; readonly atMs: number },
  tally: Tally,
): void {
  tally.addToAll(`${FIELDS.outcome}${outcome}`, atMs, 1);
  if (connectionId !== undefined) tally.addToConnection(connectionId, outcome, atMs);
}

function countRule(connectionId: string | undefined, matchedBy: string, tally: Tally): void {
  if (connectionId === undefined || !matchedBy.startsWith(RULE)) return;
  tally.addToRule(connectionId, matchedBy.slice(RULE.length));
}

function countLatency(
  eventId: string,
  { atMs, generation }: { readonly atMs: number; readonly generation: number },
  tally: Tally,
): void {
  // A replay comes when an operator wants it to: that says nothing about how fast the relay is.
  if (generation !== 0) return;
  const receivedAtMs = readEventIdTime(eventId);
  if (receivedAtMs === undefined) return;
  tally.addToAll(`${FIELDS.latency}${toLatencyBucket(Math.max(0, atMs - receivedAtMs))}`, atMs, 1);
}

function countRevenue({ conversionType, currency, sum }: SentPostback, atMs: number, tally: Tally): void {
  const name = `${conversionType}\t${currency ?? ''}`;
  const money = toMoneyCount(sum);
  if (money !== undefined) tally.addToAll(`${FIELDS.revenue}${name}`, atMs, money);
  tally.addToAll(`${FIELDS.postbacks}${name}`, atMs, 1);
}
