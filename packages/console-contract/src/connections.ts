import type { ConnectionRole, EventKind } from '@ins-relay/contracts';
import type { Problem } from './answers.js';

export interface ConnectionList {
  readonly connections: readonly ConnectionLine[];
  /** Stored, and not readable with the master keys of this process. */
  readonly unreadable: readonly { readonly id: string; readonly problem: string }[];
}

export interface ConnectionLine {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly role: ConnectionRole;
  readonly enabled: boolean;
  readonly trackingDomain: string;
  readonly verifiedAtMs?: number;
  readonly lastNotificationAtMs?: number;
  readonly lastTestAtMs?: number;
  /** `failing`: of the latest day some failed, or nothing could be verified; `quiet`: nothing came. */
  readonly health: 'good' | 'failing' | 'quiet' | 'paused' | 'unverified';
  /** Of the latest 24 hours. */
  readonly lastDay: { readonly events: number; readonly delivered: number; readonly failed: number };
}

/**
 * A connection as people declare it, the same words as in connections.yaml (docs/connections.md). Secrets that are
 * stored come as `null`; sent as `null` or left out they stay as they are. An empty `postbackToken` removes it.
 */
export interface DeclaredConnectionForm {
  readonly id: string;
  readonly name?: string;
  readonly enabled?: boolean;
  readonly clickbank: {
    readonly account: string;
    readonly role?: ConnectionRole;
    readonly secretKey?: string | null;
    readonly ingestKey?: string | null;
    readonly legacyVersions?: boolean;
  };
  readonly redtrack: {
    readonly trackingDomain: string;
    readonly postbackToken?: string | null;
    readonly currency?: string | null;
  };
  readonly clickId?: { readonly from?: readonly string[]; readonly waitForParentSeconds?: number };
  readonly amount?: { readonly from?: string };
  /** `None`, a conversion type alone, or all about it. */
  readonly events?: Readonly<Partial<Record<EventKind, DeclaredMatchForm | 'None'>>>;
  readonly parameters?: readonly DeclaredParameterForm[];
  readonly pixel?: {
    readonly hosts?: readonly string[];
    readonly windowSeconds?: number;
    readonly events?: Readonly<Record<string, string>>;
  };
  readonly delivery?: {
    readonly timeoutMs?: number;
    readonly attempts?: number;
    readonly concurrency?: number;
    readonly ratePerSecond?: number;
    readonly breaker?: { readonly failures?: number; readonly pauseSeconds?: number };
  };
  readonly rules?: readonly DeclaredRuleForm[];
}

export interface DeclaredMatchForm {
  readonly type: string;
  readonly sign?: 'negative' | 'positive' | 'zero';
  readonly amount?: string;
  readonly amountFrom?: string;
  readonly amountExpression?: string;
  readonly currency?: string;
  readonly status?: string;
  readonly parameters?: readonly DeclaredParameterForm[];
  readonly connection?: string;
}

export interface DeclaredParameterForm {
  readonly name: string;
  readonly role?: string | null;
  readonly value: string;
}

/** Exactly one of `send`, `ignore` and `hold`. */
export interface DeclaredRuleForm {
  readonly name: string;
  /** CEL over `event`. */
  readonly when: string;
  readonly send?: readonly DeclaredMatchForm[];
  readonly ignore?: string;
  readonly hold?: string;
}

export interface ConnectionDetail {
  readonly line: ConnectionLine;
  readonly declared: DeclaredConnectionForm;
  readonly hasPostbackToken: boolean;
  /** Last two characters of the secret key, the rest dotted. */
  readonly secretKeyHint: string;
  /** A secret: it ends with the ingest key. Absent for a viewer. */
  readonly insUrl?: string;
  /** Calls that could not be verified and are kept, to be tried again after the settings were mended. */
  readonly unverifiedCalls: number;
  /** Keys that were replaced and are still accepted. */
  readonly retiredKeys: readonly {
    readonly key: 'secret' | 'ingest';
    readonly acceptedUntilMs: number | null;
  }[];
  readonly guide: readonly GuideStepLine[];
}

/** A step of the set-up guide with this connection's own values (packages/guide). */
export interface GuideStepLine {
  readonly title: string;
  readonly where: string;
  readonly text: string;
  readonly values: readonly { readonly label: string; readonly value: string }[];
  readonly status: 'verified' | 'problem' | 'open' | 'unseen';
  readonly note?: string;
}

export interface ConnectionDraft {
  readonly connection: DeclaredConnectionForm;
}

/** What is wrong with a draft, and what may be a mistake. */
export interface CheckedDraft {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface SecretKeySuggestion {
  /** 16 capitals and digits, as ClickBank takes them. */
  readonly secretKey: string;
}

export interface EnabledChange {
  readonly enabled: boolean;
}

export interface IngestKeyRotation {
  /** How long the present key is still accepted. */
  readonly graceHours: number;
}

export interface SecretKeyRotation {
  readonly secretKey: string;
  readonly graceHours: number;
}

export interface ReverifyResult {
  readonly offered: number;
  readonly accepted: number;
}

export interface PixelSnippets {
  readonly role: ConnectionRole;
  /** Where in ClickBank to paste it. */
  readonly where: string;
  /** The pixel URL that goes to RedTrack directly, as in RedTrack's own guide. */
  readonly direct: string;
  /** Through this relay. Both end where ClickBank puts the click id. */
  readonly orderForm: string;
  /** An `<img>` tag for a page of one's own; the click id goes where `CLICKID` stands. */
  readonly tag: string;
  /** For ClickBank's S2S postbacks. It holds the ingest key: absent for a viewer. */
  readonly s2s?: string;
  /** Which of the two URLs fits the event matching. */
  readonly recommended: 'direct' | 'orderForm';
}

export interface HoplinkRequest {
  readonly hoplink: string;
  /** What `tid` has to be; RedTrack's macro `{clickid}` when absent. */
  readonly clickId?: string;
  readonly withExtclid?: boolean;
}

export type HoplinkResult =
  | {
      readonly ok: true;
      readonly url: string;
      readonly changes: readonly string[];
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly problem: string; readonly fix: string };

/**
 * `test`: what ClickBank's “Test URL” sends; proves keys and URL, ends as outcome test. `sale`: goes all the way, and
 * RedTrack books it.
 */
export interface TestEventRequest {
  readonly event: 'test' | 'sale';
  /** For `sale`; made up when absent. */
  readonly clickId?: string;
  /** For `sale`, decimal; 1.00 when absent. */
  readonly amount?: string;
}

export interface TestEventResult {
  /** Ingest's answer. */
  readonly status: number;
  readonly durationMs: number;
  /** Of the sale, to find its event by; a TEST has none. */
  readonly receipt?: string;
  /** Where it is in the ledger already; else ask `GET /api/events?receipt=` in a moment. */
  readonly eventId?: string;
  /** Where it was not accepted: what to look at. */
  readonly problem?: string;
}

/** Whether RedTrack's offer source drops what is sent twice, as its API says. */
export interface DuplicateModeCheckRequest {
  /** RedTrack's API key; used once, not stored. */
  readonly apiKey: string;
  /** The offer source's id in RedTrack. */
  readonly offerSourceId: string;
}

export interface DuplicateModeCheckResult {
  readonly verdict: 'good' | 'problem' | 'unknown';
  readonly findings: readonly { readonly ok: boolean; readonly text: string; readonly fix?: string }[];
}
