import type { Connection, RelayEvent, Verification } from '@ins-relay/contracts';
import { determineEventKind } from './determine-event-kind.js';
import { findParentReceipt } from './find-parent-receipt.js';
import { putPresent } from './put-present.js';

export interface DecodingContext {
  /** The connection's nickname. */
  readonly account: string;
  readonly verification: Verification;
  /** Pixel hits leave to the connection what they mean. */
  readonly connection?: Pick<Connection, 'clickbank' | 'pixel'>;
}

/** What a decoder reads; the rest of an event follows from it. */
export type EventParts = Omit<RelayEvent, 'kind' | 'parentReceipt' | 'account' | 'verification'> & {
  readonly isUpsell: boolean;
};

type OptionalKey = {
  [K in keyof RelayEvent]-?: undefined extends RelayEvent[K] ? K : never;
}[keyof RelayEvent];

/** Every one is named, so that none is forgotten. */
type OptionalFields = { [K in OptionalKey]: RelayEvent[K] | undefined };

/** The canonical event of what was read: its kind, its parent, and without the fields that are absent. */
export function assembleEvent(context: DecodingContext, parts: EventParts): RelayEvent {
  const kind = determineEventKind(parts.transactionType, parts.isUpsell);
  // V8 makes a hash table of an object into which that many fields are copied by name, unless it begins with enough.
  const event: RelayEvent = {
    kind,
    transactionType: parts.transactionType,
    version: parts.version,
    verification: context.verification,
    account: context.account.toLowerCase(),
    role: parts.role.toUpperCase(),
    trackingCodes: parts.trackingCodes,
    lineItems: parts.lineItems,
    customer: parts.customer,
    vendorVariables: parts.vendorVariables,
    affiliateTracking: parts.affiliateTracking,
    commonTracking: parts.commonTracking,
    extra: parts.extra,
    unreadable: parts.unreadable,
  };
  return putPresent(event, pickOptional(parts, findParentReceipt(kind, parts.receipt, parts.upsell)));
}

function pickOptional(parts: EventParts, parentReceipt: string | undefined): OptionalFields {
  return {
    vendor: parts.vendor,
    affiliate: parts.affiliate,
    receipt: parts.receipt,
    parentReceipt,
    transactionTime: parts.transactionTime,
    transactionTimeRaw: parts.transactionTimeRaw,
    currency: parts.currency?.toUpperCase(),
    paymentMethod: parts.paymentMethod,
    orderLanguage: parts.orderLanguage,
    totalAccountAmount: parts.totalAccountAmount,
    totalOrderAmount: parts.totalOrderAmount,
    totalTaxAmount: parts.totalTaxAmount,
    totalShippingAmount: parts.totalShippingAmount,
    upsell: parts.upsell,
    pixelType: parts.pixelType,
    declinedConsent: parts.declinedConsent,
    attemptCount: parts.attemptCount,
  };
}
