import type { Cause, EventKind, Outcome, Verification } from '@ins-relay/contracts';

/** Also the names of the query parameters of `GET /api/events`. All of them have to hold. */
export interface EventFilter {
  readonly connection?: string;
  readonly outcome?: Outcome;
  readonly cause?: Cause;
  readonly kind?: EventKind;
  readonly receipt?: string;
  readonly clickId?: string;
  /** Stands for an e-mail address, which is in no URL; from `POST /api/customers`. */
  readonly customer?: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
}

export interface CustomerRequest {
  readonly email: string;
}

export interface CustomerReference {
  /** For `EventFilter.customer`. */
  readonly customer: string;
}

export interface EventPage {
  /** Newest first. */
  readonly events: readonly EventLine[];
  /** Where to go on; absent at the end. A page can be short, even empty, and have one. */
  readonly nextCursor?: string;
}

/** An event as lists show it. */
export interface EventLine {
  readonly eventId: string;
  readonly connectionId: string;
  readonly receivedAtMs: number;
  readonly updatedAtMs: number;
  readonly outcome: Outcome;
  readonly cause?: Cause;
  /** Why, in one sentence: the cause with its detail, or what it waits for. */
  readonly why: string;
  readonly kind?: EventKind;
  readonly transactionType?: string;
  readonly receipt?: string;
  readonly clickId?: string;
  readonly postbacks: readonly PostbackLine[];
  /** It is on its way: look again soon. */
  readonly isInFlight: boolean;
}

export interface PostbackLine {
  readonly ordinal: number;
  readonly conversionType: string;
  readonly sum: string;
  readonly currency?: string;
  readonly outcome: 'delivered' | 'pending' | 'failed';
  readonly attempts: number;
  readonly nextAttemptAtMs?: number;
}

export interface EventDetail extends EventLine {
  readonly version?: string;
  readonly verification?: Verification;
  readonly parentReceipt?: string;
  readonly duplicateOf?: string;
  readonly clickIdSource?: string;
  readonly assignedClickId?: string;
  /** `event matching`, or `rule <name>`. */
  readonly matchedBy?: string;
  /** The rules as they would answer now, in their order; absent where it can't be tried. */
  readonly rules?: readonly RuleAnswer[];
  readonly generation: number;
  readonly isErased: boolean;
  readonly timeline: readonly TimelineStep[];
  /** The decrypted notification, customer data replaced by ••••; absent where there is none. */
  readonly notification?: unknown;
  /** Of the latest run, one for each postback. */
  readonly requests: readonly SentRequest[];
  /** What can be done, and why the rest can't. */
  readonly actions: Readonly<Record<EventAction, ActionState>>;
}

export interface TimelineStep {
  readonly atMs: number;
  /** Since the step before. */
  readonly afterMs: number;
  readonly title: string;
  readonly detail: string;
  readonly tone: 'neutral' | 'good' | 'bad' | 'waiting';
}

/** One rule and how it answered. */
export interface RuleAnswer {
  readonly rule: string;
  readonly answer: 'yes' | 'no' | 'failed' | 'approved' | 'not asked';
  /** `event.kind == "Sale" is false`. */
  readonly why: string;
}

export interface SentRequest {
  readonly ordinal: number;
  readonly conversionType: string;
  readonly sum: string;
  readonly rdtkEventId: string;
  /** Token and values of additional parameters replaced. */
  readonly maskedUrl: string;
  readonly attempts: readonly AttemptLine[];
}

export interface AttemptLine {
  readonly attempt: number;
  readonly generation: number;
  readonly atMs: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly error?: string;
  /** Begin of RedTrack's answer; may repeat what was sent, so it comes with `reveal` only. */
  readonly hasBody: boolean;
  readonly nextAtMs?: number;
}

export type EventAction = 'replay' | 'forceResend' | 'assignClickId' | 'approve' | 'ignore';

export type ActionState = { readonly can: true } | { readonly can: false; readonly why: string };

/** Answer of `reveal`, which is written into the audit log. */
export interface RevealedEvent {
  readonly notification?: unknown;
  readonly urls: readonly string[];
  readonly bodies: readonly {
    readonly attempt: number;
    readonly generation: number;
    readonly body: string;
  }[];
}

/** Why an operator does something; shown in the timeline and in the audit log. */
export interface Reason {
  readonly reason: string;
}

export interface ClickIdAssignment {
  readonly clickId: string;
}
