import { CAUSES, type NotificationSource, type Outcome } from '@ins-relay/contracts';
import type { MappedPostback, TimelineEntry } from '@ins-relay/ledger';

/** A step of a timeline as a person reads it. Times in milliseconds. */
export interface TimelineStep {
  readonly atMs: number;
  /** Since the step before. */
  readonly afterMs: number;
  readonly title: string;
  readonly detail: string;
  readonly tone: 'neutral' | 'good' | 'bad' | 'waiting';
}

/** Puts a timeline into words. Pure. */
export function describeTimeline(entries: readonly TimelineEntry[]): TimelineStep[] {
  return entries.map((entry, index) => {
    const [title, detail] = describeEntry(entry);
    const before = entries[index - 1];
    return {
      atMs: entry.atMs,
      afterMs: before === undefined ? 0 : entry.atMs - before.atMs,
      title,
      detail,
      tone: decideTone(entry),
    };
  });
}

function describeEntry(entry: TimelineEntry): [string, string] {
  switch (entry.type) {
    case 'received':
      return entry.kind === undefined
        ? ['Received', 'not verified']
        : ['Received and decoded', describeSource(entry)];
    case 'duplicate':
      return ['Duplicate', `of ${entry.ofEventId}`];
    case 'waiting':
      return ['Waits for its parent', `${entry.parentReceipt}, until ${toClock(entry.untilMs)}`];
    case 'held':
      return entry.rule === undefined
        ? ['Held', 'its connection is paused']
        : [`Held by rule ${entry.rule}`, `${entry.reason}; it waits until it is approved`];
    case 'mapped':
      return [
        `Matched by ${entry.matchedBy}`,
        `click id ${entry.clickId} from ${entry.clickIdSource}; ` +
          entry.postbacks.map((postback) => describePostback(postback)).join(', '),
      ];
    case 'blocked':
      return ['Waits for its destination', `${entry.destination}: ${entry.reason}`];
    case 'attempt':
      return [
        `Attempt ${entry.attempt}${entry.ordinal > 1 ? ` of postback ${entry.ordinal}` : ''}`,
        `${entry.status === undefined ? entry.error : `status ${entry.status}`} in ${entry.durationMs} ms` +
          (entry.nextAtMs === undefined ? '' : `; next at ${toClock(entry.nextAtMs)}`),
      ];
    case 'postback-settled':
      return [entry.outcome === 'delivered' ? 'Delivered' : 'Failed', entry.cause ? CAUSES[entry.cause] : ''];
    case 'settled':
      return [
        `Outcome: ${entry.outcome}`,
        CAUSES[entry.cause] + (entry.detail === undefined ? '' : ` (${entry.detail})`),
      ];
    case 'requeued':
      return [
        describeRequeue(entry),
        `by ${entry.by}${entry.reason === undefined ? '' : `: ${entry.reason}`}`,
      ];
    case 'erased':
      return ['Customer erased', `by ${entry.by}`];
    case 'assigned':
      return ['Click id assigned', `${entry.clickId}, by ${entry.by}`];
  }
}

function decideTone(entry: TimelineEntry): TimelineStep['tone'] {
  switch (entry.type) {
    case 'waiting':
    case 'held':
    case 'blocked':
      return 'waiting';
    case 'attempt':
      if (entry.nextAtMs !== undefined) return 'waiting';
      return entry.status !== undefined && entry.status < 300 ? 'good' : 'bad';
    case 'postback-settled':
      return entry.outcome === 'delivered' ? 'good' : 'bad';
    case 'settled':
      return BAD_OUTCOMES.has(entry.outcome) ? 'bad' : 'neutral';
    default:
      return 'neutral';
  }
}

const BAD_OUTCOMES: ReadonlySet<Outcome> = new Set(['unattributed', 'quarantined', 'failed', 'rejected']);

function describeSource({ transactionType, verification, version }: ReceivedEntry): string {
  switch (verification) {
    case 'key':
      return `${transactionType}, pixel, with the ingest key`;
    case 'none':
      return `${transactionType}, pixel, unverified`;
    case 'cverify':
      return `${transactionType}, INS ${version}, weakly verified (cverify)`;
    default:
      return `${transactionType}, INS ${version}, ${verification}`;
  }
}

type ReceivedEntry = Extract<TimelineEntry, { type: 'received' }>;

function describePostback(postback: MappedPostback): string {
  const { conversionType, sum, currency, destinationConnectionId } = postback;
  const to = destinationConnectionId === undefined ? [] : [`to ${destinationConnectionId}`];
  return [conversionType, sum, ...(currency === undefined ? [] : [currency]), ...to].join(' ');
}

function describeRequeue({ isResend, source }: Extract<TimelineEntry, { type: 'requeued' }>): string {
  if (isResend === true) return 'Sent once more, as if it were new';
  return REQUEUED[source] ?? `Queued again (${source})`;
}

const REQUEUED: Partial<Record<NotificationSource, string>> = { release: 'Released', approve: 'Approved' };

function toClock(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 19);
}
