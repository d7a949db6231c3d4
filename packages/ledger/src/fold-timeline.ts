import type { Cause, EventKind, Outcome, Verification } from '@ins-relay/contracts';
import type { MappedPostback, TimelineEntry } from './timeline-entry.js';

/** An event as its timeline tells it now. Times are milliseconds since 1970, UTC. */
export interface EventSummary {
  eventId: string;
  connectionId: string;
  receivedAtMs: number;
  updatedAtMs: number;
  outcome: Outcome;
  cause?: Cause;
  detail?: string;
  kind?: EventKind;
  transactionType?: string;
  version?: string;
  verification?: Verification;
  receipt?: string;
  parentReceipt?: string;
  duplicateOf?: string;
  clickId?: string;
  clickIdSource?: string;
  /** Given by an operator; wins over what the notification says. */
  assignedClickId?: string;
  matchedBy?: string;
  postbacks: PostbackSummary[];
  /** Of the latest run; a replay has the next number. */
  generation: number;
  /** Set while it waits for its parent. */
  waitingUntilMs?: number;
  isHeld: boolean;
  /** An operator let it go: no rule holds it any more. */
  isApproved: boolean;
  /** Its customer was erased: it can't be mapped again. */
  isErased: boolean;
}

export interface PostbackSummary extends MappedPostback {
  outcome: 'delivered' | 'pending' | 'failed';
  cause?: Cause;
  attempts: number;
  lastStatus?: number;
  lastError?: string;
  nextAttemptAtMs?: number;
}

/** Tells an event from its timeline; the only place that knows how entries add up to an outcome. */
export function foldTimeline(eventId: string, entries: readonly TimelineEntry[]): EventSummary {
  const event: EventSummary = {
    eventId,
    connectionId: '',
    receivedAtMs: 0,
    updatedAtMs: 0,
    outcome: 'pending',
    postbacks: [],
    generation: 0,
    isHeld: false,
    isApproved: false,
    isErased: false,
  };
  for (const entry of entries) {
    applyEntry(event, entry);
    event.updatedAtMs = Math.max(event.updatedAtMs, entry.atMs);
  }
  return event;
}

function applyEntry(event: EventSummary, entry: TimelineEntry): void {
  switch (entry.type) {
    case 'received': {
      const { connectionId, verification, kind, transactionType, version, receipt, parentReceipt } = entry;
      // A reverified call has a second one, which tells what the first could not.
      Object.assign(event, {
        connectionId,
        verification,
        kind,
        transactionType,
        version,
        receipt,
        parentReceipt,
      });
      if (event.receivedAtMs === 0) event.receivedAtMs = entry.atMs;
      return;
    }
    case 'duplicate':
      event.duplicateOf = entry.ofEventId;
      return;
    case 'waiting':
      reopen(event);
      event.waitingUntilMs = entry.untilMs;
      return;
    case 'held':
      reopen(event);
      event.isHeld = true;
      event.cause = entry.rule === undefined ? 'connection-paused' : 'rule-held';
      event.detail = entry.rule === undefined ? undefined : `rule ${entry.rule}: ${entry.reason}`;
      return;
    case 'requeued':
      reopen(event);
      event.generation = entry.generation;
      event.postbacks = [];
      if (entry.source === 'approve') event.isApproved = true;
      return;
    case 'assigned':
      event.assignedClickId = entry.clickId;
      return;
    case 'mapped':
      reopen(event);
      event.generation = entry.generation;
      event.matchedBy = entry.matchedBy;
      event.clickId = entry.clickId;
      event.clickIdSource = entry.clickIdSource;
      event.postbacks = entry.postbacks.map((postback) => ({ ...postback, outcome: 'pending', attempts: 0 }));
      return;
    case 'blocked':
      if (entry.generation !== event.generation || event.outcome !== 'pending') return;
      event.cause = 'destination-blocked';
      event.detail = `${entry.destination}: ${entry.reason}`;
      return;
    case 'attempt': {
      const postback = findPostback(event, entry);
      if (postback === undefined) return;
      if (event.cause === 'destination-blocked') {
        event.cause = undefined;
        event.detail = undefined;
      }
      postback.attempts += 1;
      postback.lastStatus = entry.status;
      postback.lastError = entry.error;
      postback.nextAttemptAtMs = entry.nextAtMs;
      return;
    }
    case 'postback-settled': {
      const postback = findPostback(event, entry);
      if (postback === undefined) return;
      postback.outcome = entry.outcome;
      postback.cause = entry.cause;
      postback.nextAttemptAtMs = undefined;
      settleFromPostbacks(event);
      return;
    }
    case 'erased':
      event.isErased = true;
      if (event.outcome !== 'pending') return;
      reopen(event);
      event.outcome = 'ignored';
      event.cause = 'customer-erased';
      return;
    case 'settled':
      reopen(event);
      event.outcome = entry.outcome;
      event.cause = entry.cause;
      event.detail = entry.detail;
      return;
  }
}

function reopen(event: EventSummary): void {
  event.outcome = 'pending';
  event.cause = undefined;
  event.detail = undefined;
  event.waitingUntilMs = undefined;
  event.isHeld = false;
}

/** A late answer to a postback of an earlier run says nothing about the latest one. */
function findPostback(
  event: EventSummary,
  entry: { generation: number; ordinal: number },
): PostbackSummary | undefined {
  if (entry.generation !== event.generation) return undefined;
  return event.postbacks.find((postback) => postback.ordinal === entry.ordinal);
}

function settleFromPostbacks(event: EventSummary): void {
  if (event.postbacks.some((postback) => postback.outcome === 'pending')) return;
  const failed = event.postbacks.find((postback) => postback.outcome === 'failed');
  event.outcome = failed === undefined ? 'delivered' : 'failed';
  event.cause = failed?.cause;
}
