import type { Cause, EventKind, NotificationSource, Outcome, Verification } from '@ins-relay/contracts';

/** One thing that happened to an event. Times are milliseconds since 1970, UTC. No customer data in the clear. */
export type TimelineEntry =
  | ReceivedEntry
  | DuplicateEntry
  | WaitingEntry
  | HeldEntry
  | MappedEntry
  | BlockedEntry
  | AttemptEntry
  | PostbackSettledEntry
  | SettledEntry
  | RequeuedEntry
  | AssignedEntry
  | ErasedEntry;

/** Always the first entry. What could not be told from an unverified call is absent. */
export interface ReceivedEntry {
  type: 'received';
  atMs: number;
  connectionId: string;
  source: NotificationSource;
  verification?: Verification;
  kind?: EventKind;
  transactionType?: string;
  version?: string;
  receipt?: string;
  parentReceipt?: string;
}

export interface DuplicateEntry {
  type: 'duplicate';
  atMs: number;
  ofEventId: string;
}

/** It has no click id of its own, and its parent has not arrived yet. */
export interface WaitingEntry {
  type: 'waiting';
  atMs: number;
  parentReceipt: string;
  untilMs: number;
}

/** Its connection is paused, or a rule wants an operator to look at it. */
export interface HeldEntry {
  type: 'held';
  atMs: number;
  /** Absent: its connection is paused. */
  rule?: string;
  reason?: string;
}

export interface MappedEntry {
  type: 'mapped';
  atMs: number;
  generation: number;
  /** `event matching`, or `rule <name>`. */
  matchedBy: string;
  clickId: string;
  clickIdSource: string;
  postbacks: MappedPostback[];
}

export interface MappedPostback {
  ordinal: number;
  conversionType: string;
  sum: string;
  currency?: string;
  rdtkEventId: string;
  /** Whose RedTrack it goes to, where a rule chose another connection's. */
  destinationConnectionId?: string;
}

/** Its destination is paused or left alone after failures; the postback waits and uses up no attempt. */
export interface BlockedEntry {
  type: 'blocked';
  atMs: number;
  generation: number;
  ordinal: number;
  destination: string;
  reason: string;
}

/** One HTTP try. `status` is absent where no answer came; `error` says why. */
export interface AttemptEntry {
  type: 'attempt';
  atMs: number;
  generation: number;
  ordinal: number;
  attempt: number;
  durationMs: number;
  status?: number;
  error?: string;
  /** Start of RedTrack's answer, sealed, base64: it may repeat what was sent. */
  sealedBody?: string;
  /** When the next attempt is due; absent after the last one. */
  nextAtMs?: number;
}

/** One postback is done with, well or badly. */
export interface PostbackSettledEntry {
  type: 'postback-settled';
  atMs: number;
  generation: number;
  ordinal: number;
  outcome: 'delivered' | 'failed';
  cause?: Cause;
}

/** The event is done with, before any postback. */
export interface SettledEntry {
  type: 'settled';
  atMs: number;
  outcome: Exclude<Outcome, 'delivered' | 'pending'>;
  cause: Cause;
  detail?: string;
}

/** It was put back into the queue: by an operator, or because its connection is enabled again. */
export interface RequeuedEntry {
  type: 'requeued';
  atMs: number;
  generation: number;
  source: NotificationSource;
  by: string;
  reason?: string;
  /** It is sent under another `rdtk_event_id`, so that RedTrack does not drop it. */
  isResend?: boolean;
}

/** An operator gave it a click id. */
export interface AssignedEntry {
  type: 'assigned';
  atMs: number;
  clickId: string;
  by: string;
}

/** What says who the customer is was removed; the event can't be mapped again. */
export interface ErasedEntry {
  type: 'erased';
  atMs: number;
  by: string;
}
