import { createHash } from 'node:crypto';
import type { Customer, LineItem, RelayEvent, UpsellFlow, Verification } from '@ins-relay/contracts';
import { determineEventKind, normalizeTransactionType } from './determine-event-kind.js';
import { findParentReceipt } from './find-parent-receipt.js';
import { isUpsell } from './is-upsell.js';
import { parseTransactionTime } from './parse-transaction-time.js';
import type { Payload } from './parse-payload.js';
import { FieldReader } from './read-fields.js';

export interface DecodingContext {
  /** The connection's nickname. */
  readonly account: string;
  readonly verification: Verification;
}

const KNOWN_KEYS = new Set([
  'transactionTime',
  'receipt',
  'transactionType',
  'vendor',
  'affiliate',
  'role',
  'totalAccountAmount',
  'paymentMethod',
  'totalOrderAmount',
  'totalTaxAmount',
  'totalShippingAmount',
  'currency',
  'orderLanguage',
  'trackingCodes',
  'lineItems',
  'customer',
  'upsell',
  'version',
  'attemptCount',
  'vendorVariables',
  'affiliateTrackingParameters',
  'commonTrackingParameters',
  'declinedConsent',
]);

const RECEIPT_CHARACTERS_MAX = 64;

/**
 * Turns a decrypted notification of INS 6.0, 7.0 or 8.0 into the canonical event. It never throws and refuses
 * nothing: what is missing is absent, what can't be read is named in `unreadable`, what is unknown is in `extra`.
 */
export function decodeNotification(payload: Payload, context: DecodingContext): RelayEvent {
  const root = FieldReader.ofRoot(payload);
  const transactionType = normalizeTransactionType(root.text('transactionType') ?? '');
  const receipt = readReceipt(root);
  const lineItems = root.list('lineItems').map(readLineItem);
  const upsell = readUpsell(root.object('upsell'));
  const kind = determineEventKind(transactionType, isUpsell(receipt, lineItems, upsell));
  const transactionTimeRaw = root.text('transactionTime');
  const transactionTime =
    transactionTimeRaw === undefined ? undefined : parseTransactionTime(transactionTimeRaw);
  if (transactionTimeRaw !== undefined && transactionTime === undefined)
    root.unreadable.push('transactionTime');
  return withoutAbsent({
    kind,
    transactionType,
    version: formatVersion(root.text('version')),
    verification: context.verification,
    account: context.account.toLowerCase(),
    role: root.text('role')?.toUpperCase() ?? '',
    vendor: root.text('vendor'),
    affiliate: root.text('affiliate'),
    receipt,
    parentReceipt: findParentReceipt(kind, receipt, upsell),
    transactionTime,
    transactionTimeRaw,
    currency: root.text('currency')?.toUpperCase(),
    paymentMethod: root.text('paymentMethod'),
    orderLanguage: root.text('orderLanguage'),
    totalAccountAmount: root.amount('totalAccountAmount'),
    totalOrderAmount: root.amount('totalOrderAmount'),
    totalTaxAmount: root.amount('totalTaxAmount'),
    totalShippingAmount: root.amount('totalShippingAmount'),
    trackingCodes: root.texts('trackingCodes'),
    lineItems,
    customer: readCustomer(root.object('customer')),
    upsell,
    vendorVariables: root.object('vendorVariables').allTexts(),
    affiliateTracking: root.object('affiliateTrackingParameters').allTexts(),
    commonTracking: root.object('commonTrackingParameters').allTexts(),
    declinedConsent: root.boolean('declinedConsent'),
    attemptCount: root.integer('attemptCount'),
    extra: root.rest(KNOWN_KEYS),
    unreadable: root.unreadable,
  });
}

/**
 * TEST carries asterisks, some abandoned carts nothing: both have no receipt. One that is longer than receipts can
 * be is cut, and keeps a hash of the whole, so that two of them stay two.
 */
function readReceipt(root: FieldReader): string | undefined {
  const receipt = root.text('receipt', Number.POSITIVE_INFINITY)?.trim();
  if (receipt === undefined || /^\**$/.test(receipt)) return undefined;
  if (receipt.length <= RECEIPT_CHARACTERS_MAX) return receipt;
  root.unreadable.push('receipt');
  const hash = createHash('sha256').update(receipt).digest('hex').slice(0, 16);
  return `${receipt.slice(0, RECEIPT_CHARACTERS_MAX - 17)}~${hash}`;
}

function formatVersion(text: string | undefined): string {
  return text !== undefined && /^\d+$/.test(text) ? `${text}.0` : (text ?? '');
}

function readLineItem(item: FieldReader): LineItem {
  const plan = item.object('paymentPlan');
  const paymentPlan = withoutAbsent({
    rebillStatus: plan.text('rebillStatus'),
    rebillFrequency: plan.text('rebillFrequency'),
    rebillAmount: plan.amount('rebillAmount'),
    paymentsProcessed: plan.integer('paymentsProcessed'),
    paymentsRemaining: plan.integer('paymentsRemaining'),
    nextPaymentDate: plan.text('nextPaymentDate'),
  });
  return withoutAbsent({
    itemNo: item.text('itemNo'),
    productTitle: item.text('productTitle'),
    lineItemType: item.text('lineItemType')?.toUpperCase(),
    quantity: item.integer('quantity'),
    recurring: item.boolean('recurring'),
    shippable: item.boolean('shippable'),
    accountAmount: item.amount('accountAmount'),
    productPrice: item.amount('productPrice'),
    productDiscount: item.amount('productDiscount'),
    taxAmount: item.amount('taxAmount'),
    shippingAmount: item.amount('shippingAmount'),
    affiliatePayout: item.amount('affiliatePayout'),
    jvPayout: item.amount('jvPayout'),
    downloadUrl: item.text('downloadUrl'),
    paymentPlan: Object.keys(paymentPlan).length === 0 ? undefined : paymentPlan,
  });
}

function readUpsell(flow: FieldReader): UpsellFlow | undefined {
  const upsell = withoutAbsent({
    originalReceipt: flow.text('upsellOriginalReceipt')?.trim(),
    flowId: flow.text('upsellFlowId'),
    flowName: flow.text('upsellFlowName'),
    session: flow.text('upsellSession'),
    path: flow.text('upsellPath'),
  });
  return Object.keys(upsell).length === 0 ? undefined : upsell;
}

function readCustomer(customer: FieldReader): Customer {
  return { ...readContact(customer.object('shipping')), ...readContact(customer.object('billing')) };
}

function readContact(contact: FieldReader): Customer {
  const address = contact.object('address');
  return withoutAbsent({
    email: contact.text('email')?.trim(),
    firstName: contact.text('firstName'),
    lastName: contact.text('lastName'),
    fullName: contact.text('fullName'),
    phone: contact.text('phoneNumber'),
    address1: address.text('address1'),
    address2: address.text('address2'),
    city: address.text('city'),
    county: address.text('county'),
    state: address.text('state'),
    zip: address.text('postalCode'),
    country: address.text('country'),
  });
}

function withoutAbsent<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
