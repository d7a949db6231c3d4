import type { Cause, Outcome } from '@ins-relay/contracts';

export type OverviewRange = '1h' | '24h' | '7d';

export interface Overview {
  readonly range: OverviewRange;
  readonly fromMs: number;
  readonly toMs: number;
  /** Each stretch is so long. */
  readonly stepMs: number;
  /** Oldest first, without gaps. */
  readonly stretches: readonly OverviewStretch[];
  readonly totals: OverviewTotals;
  /** What RedTrack accepted, largest first. */
  readonly revenue: readonly RevenueLine[];
}

export interface OverviewStretch {
  readonly atMs: number;
  /** Calls of INS URLs and of the pixel that became an event, and rejected ones. */
  readonly notifications: number;
  /** Events that came to an outcome in this stretch; those that are 0 are left out. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly attempts: number;
  readonly attemptsFailed: number;
  /** From the notification to RedTrack's answer; absent where nothing was delivered. */
  readonly deliveryP50Ms?: number;
  readonly deliveryP95Ms?: number;
  /** The longest that the oldest job waited; absent where nobody looked. */
  readonly queueAgeMs?: number;
}

export interface OverviewTotals {
  readonly notifications: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly attempts: number;
  readonly attemptsFailed: number;
  /** delivered ÷ (delivered + failed + quarantined + unattributed); absent where there was none. */
  readonly successShare?: number;
  readonly deliveryP50Ms?: number;
  readonly deliveryP95Ms?: number;
}

export interface RevenueLine {
  readonly conversionType: string;
  /** Absent: the postbacks named none; RedTrack takes its own. */
  readonly currency?: string;
  /** Decimal. */
  readonly sum: string;
  readonly postbacks: number;
}

export interface AttentionList {
  readonly items: readonly AttentionItem[];
  readonly lookedAtMs: number;
}

/** Something that somebody should look at, most urgent first. */
export type AttentionItem =
  | {
      readonly kind: 'events';
      readonly connectionId: string;
      readonly outcome: Extract<Outcome, 'failed' | 'quarantined' | 'unattributed' | 'rejected' | 'pending'>;
      readonly cause: Cause;
      readonly count: number;
      /** There may be more; no more were counted. */
      readonly isAtLeast: boolean;
      readonly firstAtMs: number;
      readonly lastAtMs: number;
    }
  | { readonly kind: 'unverified-connection'; readonly connectionId: string; readonly createdAtMs?: number }
  | {
      readonly kind: 'blocked-destination';
      readonly destination: string;
      readonly state: 'open' | 'paused';
      readonly why: string;
      readonly sinceMs: number;
      readonly connectionIds: readonly string[];
    }
  | { readonly kind: 'unreadable-connection'; readonly connectionId: string; readonly problem: string }
  | { readonly kind: 'redis'; readonly problem: string; readonly fix: string };
