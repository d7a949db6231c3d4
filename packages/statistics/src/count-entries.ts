import { readEventIdTime } from '@ins-relay/contracts';
import type { AppendOptions, TimelineEntry } from '@ins-relay/ledger';
import { toLatencyBucket } from './latency-buckets.js';
import { toMoneyCount } from './money-count.js';

/** Something to be added to a figure. */
export interface Count {
  readonly figure: Figure;
  readonly atMs: number;
  readonly by: number;
}

export type Figure =
  /** Of all connections together; the fields of `StatisticsReader`. */
  | { readonly of: 'all'; readonly field: string }
  | { readonly of: 'connection'; readonly connectionId: string; readonly outcome: string }
  | { readonly of: 'rule'; readonly connectionId: string; readonly rule: string };

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

/** What of a timeline's new entries goes into plots. Pure. */
export function countEntries(
  eventId: string,
  entries: readonly TimelineEntry[],
  { connectionId, sent }: Pick<AppendOptions, 'connectionId' | 'sent'>,
): Count[] {
  return entries.flatMap((entry) => {
    const { atMs } = entry;
    const all = (field: string, by = 1): Count => ({ figure: { of: 'all', field }, atMs, by });
    switch (entry.type) {
      case 'received':
        return [all(FIELDS.notifications)];
      case 'mapped':
        return entry.generation === 0 ? countRule(connectionId, entry.matchedBy, atMs) : [];
      case 'held':
        return entry.rule === undefined ? [] : countRule(connectionId, `${RULE}${entry.rule}`, atMs);
      case 'attempt': {
        const isAnswered = entry.status !== undefined && entry.status < 300;
        return [all(FIELDS.attempts), ...(isAnswered ? [] : [all(FIELDS.attemptsFailed)])];
      }
      case 'settled':
        return [
          ...countOutcome(connectionId, entry.outcome, atMs),
          // Its detail begins with the rule: `rule big sales: too large`.
          ...(entry.cause === 'rule-ignored'
            ? countRule(connectionId, entry.detail?.split(':')[0] ?? '', atMs)
            : []),
        ];
      case 'postback-settled':
        return [
          // An event with several postbacks counts once.
          ...(entry.ordinal === 1 ? countOutcome(connectionId, entry.outcome, atMs) : []),
          ...(entry.outcome === 'delivered' ? countDelivery(eventId, entry, sent) : []),
        ];
      default:
        return [];
    }
  });
}

function countOutcome(connectionId: string | undefined, outcome: string, atMs: number): Count[] {
  const counts: Count[] = [{ figure: { of: 'all', field: `${FIELDS.outcome}${outcome}` }, atMs, by: 1 }];
  if (connectionId !== undefined)
    counts.push({ figure: { of: 'connection', connectionId, outcome }, atMs, by: 1 });
  return counts;
}

function countRule(connectionId: string | undefined, matchedBy: string, atMs: number): Count[] {
  if (connectionId === undefined || !matchedBy.startsWith(RULE)) return [];
  return [{ figure: { of: 'rule', connectionId, rule: matchedBy.slice(RULE.length) }, atMs, by: 1 }];
}

function countDelivery(
  eventId: string,
  { atMs, generation }: Extract<TimelineEntry, { type: 'postback-settled' }>,
  sent: AppendOptions['sent'],
): Count[] {
  const counts: Count[] = [];
  const add = (field: string, by: number) => counts.push({ figure: { of: 'all', field }, atMs, by });
  const receivedAtMs = readEventIdTime(eventId);
  // A replay comes when an operator wants it to: that says nothing about how fast the relay is.
  if (receivedAtMs !== undefined && generation === 0) {
    add(`${FIELDS.latency}${toLatencyBucket(Math.max(0, atMs - receivedAtMs))}`, 1);
  }
  if (sent !== undefined) {
    const name = `${sent.conversionType}\t${sent.currency ?? ''}`;
    const money = toMoneyCount(sent.sum);
    if (money !== undefined) add(`${FIELDS.revenue}${name}`, money);
    add(`${FIELDS.postbacks}${name}`, 1);
  }
  return counts;
}
