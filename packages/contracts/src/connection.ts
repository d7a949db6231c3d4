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
  pixel: PixelSettings;
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
  /** A fixed sum. At most one of `amount`, `amountFrom` and `amountExpression` is there. */
  amount?: DecimalString;
  amountFrom?: AmountSource;
  /** CEL over `event`, computed exactly: `event.orderAmount - event.shippingAmount`. */
  amountExpression?: string;
  /**
   * ISO 4217, in which the sum is. Absent: the connection's `redtrack.currency`, but the notification's own currency
   * for the amount of the order, which is what the customer paid.
   */
  currency?: string;
  status?: ConversionStatus;
  /** In addition to the connection's; one of the same name replaces it. */
  parameters?: AdditionalParameter[];
  /** The id of the connection whose RedTrack it goes to; the event's own when absent. */
  connection?: string;
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
  /** Postbacks under way at once to this destination, for each dispatcher. */
  concurrency: number;
  /** Over all dispatchers. */
  ratePerSecond: number;
  breaker: BreakerSettings;
}

/** When a destination is left alone for a while. */
export interface BreakerSettings {
  /** So many attempts in a row that fail in a way worth retrying open the breaker. */
  failures: number;
  /** How long it stays open before one postback probes; doubles with every probe that fails, up to 16 times. */
  pauseSeconds: number;
}

/** The order-form pixel, and ClickBank's S2S postbacks. */
export interface PixelSettings {
  /** Host names under which `/postback` without a connection's id means this connection. */
  hosts: string[];
  /** A second hit of the same click and type is a duplicate for so long. */
  windowSeconds: number;
  /**
   * What ClickBank's S2S `{event_type}` stands for. `null` is None: recorded, not sent. INS reports purchases, so
   * they are None by default.
   */
  events: Record<string, EventKind | null>;
}

/** An ordered exception to the event matching; the first whose condition is true decides. */
export interface Rule {
  name: string;
  /** A CEL expression over `event`. */
  when: string;
  /** Exactly one of `send`, `ignore` and `hold` is there. */
  send?: EventMatch[];
  /** The reason, shown in the timeline. */
  ignore?: string;
  /** Waits for an operator, who approves it or not. The reason, shown in the timeline. */
  hold?: string;
}
