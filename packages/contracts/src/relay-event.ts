import type { EventKind } from './event-kind.js';
import type { Verification } from './notification-map-job.js';

/** Amounts are decimal strings in units of the currency ("28.94"): exact, and never negative by themselves. */
export type DecimalString = string;

/**
 * A verified, decoded notification in one canonical shape, whatever its INS version.
 * Keys that ClickBank omitted are absent. This is also what templates and rules can name.
 */
export interface RelayEvent {
  kind: EventKind;
  /** ClickBank's own, upper case with dashes: `SALE`, `CANCEL-REBILL`, `TEST-SALE`. */
  transactionType: string;
  /** INS version as text, `7.0`. */
  version: string;
  verification: Verification;
  /** Lower-case nickname of the account that received it. */
  account: string;
  /** `VENDOR`, `AFFILIATE` or a `JV_…` value. */
  role: string;
  vendor?: string;
  affiliate?: string;
  /** Absent where ClickBank sent none (some abandoned carts) or only asterisks (TEST). */
  receipt?: string;
  /** The receipt whose click id this one inherits: the upsell's original, or the text before `-B`. */
  parentReceipt?: string;
  /** The instant of the transaction, ISO 8601 in UTC with milliseconds; absent if unreadable. */
  transactionTime?: string;
  /** Exactly as it came. */
  transactionTimeRaw?: string;
  currency?: string;
  paymentMethod?: string;
  orderLanguage?: string;
  totalAccountAmount?: DecimalString;
  totalOrderAmount?: DecimalString;
  totalTaxAmount?: DecimalString;
  totalShippingAmount?: DecimalString;
  trackingCodes: string[];
  lineItems: LineItem[];
  customer: Customer;
  upsell?: UpsellFlow;
  vendorVariables: Record<string, string>;
  /** INS 8.0, AFFILIATE role only. */
  affiliateTracking: Record<string, string>;
  /** INS 8.0. `clickId` in here is ClickBank's own, not the marketer's. */
  commonTracking: Record<string, string>;
  /** S2S postbacks and pixel hits: ClickBank's `{event_type}`, or the `type` of the pixel. */
  pixelType?: string;
  declinedConsent?: boolean;
  attemptCount?: number;
  /** Root keys this release does not know, kept as they came. */
  extra: Record<string, unknown>;
  /** Fields that were there but could not be read, by name; never their values. */
  unreadable: string[];
}

export interface LineItem {
  itemNo?: string;
  productTitle?: string;
  /** `ORIGINAL`, `CART`, `BUMP`, `UPSELL` or `DOWNSELL`, upper case. */
  lineItemType?: string;
  quantity?: number;
  recurring?: boolean;
  shippable?: boolean;
  accountAmount?: DecimalString;
  productPrice?: DecimalString;
  productDiscount?: DecimalString;
  taxAmount?: DecimalString;
  shippingAmount?: DecimalString;
  affiliatePayout?: DecimalString;
  jvPayout?: DecimalString;
  downloadUrl?: string;
  paymentPlan?: PaymentPlan;
}

export interface PaymentPlan {
  rebillStatus?: string;
  rebillFrequency?: string;
  rebillAmount?: DecimalString;
  paymentsProcessed?: number;
  paymentsRemaining?: number;
  nextPaymentDate?: string;
}

/** Billing details first, shipping where billing has none; each is empty for the AFFILIATE role. */
export interface Customer {
  email?: string;
  firstName?: string;
  lastName?: string;
  fullName?: string;
  phone?: string;
  address1?: string;
  address2?: string;
  city?: string;
  county?: string;
  state?: string;
  zip?: string;
  country?: string;
}

export interface UpsellFlow {
  originalReceipt?: string;
  flowId?: string;
  flowName?: string;
  session?: string;
  path?: string;
}
