import type { DecimalString } from './relay-event.js';
import type { EventKind } from './event-kind.js';

export const CONNECTION_ROLES = ['VENDOR', 'AFFILIATE'] as const;
export type ConnectionRole = (typeof CONNECTION_ROLES)[number];

/** Which figure of a notification becomes `sum`. */
export const AMOUNT_SOURCES = [
  'totalAccountAmount',
  'totalOrderAmount',
  'orderMinusTax',
  'affiliatePayout',
] as const;
export type AmountSource = (typeof AMOUNT_SOURCES)[number];

export const SIGN_POLICIES = ['negative', 'positive', 'zero'] as const;
export type SignPolicy = (typeof SIGN_POLICIES)[number];

/** RedTrack's `status` axis; it is not the conversion type. */
export const CONVERSION_STATUSES = ['Approved', 'Pending', 'Declined', 'Other'] as const;
export type ConversionStatus = (typeof CONVERSION_STATUSES)[number];

/** One ClickBank account joined to one RedTrack offer source, every default filled in, secrets readable. */
export interface Connection {
  id: string;
  name: string;
  /** False: its events wait, held and visible, until it is enabled again. */
  enabled: boolean;
  clickbank: ClickBankSettings;
  redtrack: RedTrackSettings;
  clickId: ClickIdSettings;
  amount: { from: AmountSource };
  /** Event matching. `null` is None; an event kind that is missing is treated as None and says so. */
  events: Partial<Record<EventKind, EventMatch | null>>;
  parameters: AdditionalParameter[];
  delivery: DeliverySettings;
  rules: Rule[];
}

export interface ClickBankSettings {
  /** Nickname, lower case. */
  account: string;
  role: ConnectionRole;
  secretKey: string;
  /** Also accepted until their time is over, so that re-sends of the days before a rotation still decode. */
  previousSecretKeys: RetiredKey[];
  ingestKey: string;
  previousIngestKeys: RetiredKey[];
  /** Accept INS 1.0–4.0, which carry only a 32-bit check. */
  legacyVersions: boolean;
}

export interface RetiredKey {
  key: string;
  /** Milliseconds since 1970, UTC; null: as long as it is listed. */
  acceptedUntilMs: number | null;
}

export interface RedTrackSettings {
  /** Scheme and host of the customer's tracking domain, `https://track.example.com`, no trailing slash. */
  trackingDomain: string;
  /** `ptoken`, where postback protection is on. */
  postbackToken: string | null;
  /** ISO 4217, sent as `currency`; null leaves it out. */
  currency: string | null;
}

export interface ClickIdSettings {
  /**
   * Where to look, in order: `trackingCodes`, `extclid`, `affSub1`…`affSub5`, `uniqueAffSub1`…`uniqueAffSub5`,
   * `vendorVariables.<name>`, `parent`.
   */
  from: string[];
  waitForParentSeconds: number;
}

export interface EventMatch {
  /** RedTrack's conversion type; case-sensitive. */
  type: string;
  /** Default: negative for Refund and Chargeback, positive for the rest. */
  sign?: SignPolicy;
  /** A fixed sum, which wins over `amountFrom`. */
  amount?: DecimalString;
  amountFrom?: AmountSource;
  status?: ConversionStatus;
}

export interface AdditionalParameter {
  /** The query parameter of the postback. */
  name: string;
  /** RedTrack's role for it; for the set-up guide only. */
  role: string | null;
  /** Text with `{field}` in it, such as `{lineItems.0.productTitle}`. */
  value: string;
}

export interface DeliverySettings {
  timeoutMs: number;
  attempts: number;
  /** Postbacks under way at once to this destination. */
  concurrency: number;
  ratePerSecond: number;
}

/** An ordered exception to the event matching; the first whose condition is true decides. */
export interface Rule {
  name: string;
  /** A CEL expression over `event`. */
  when: string;
  /** Exactly one of `send` and `ignore` is there. */
  send?: EventMatch[];
  /** The reason, shown in the timeline. */
  ignore?: string;
}
