import type { Customer, LineItem, RelayEvent, UpsellFlow } from '@ins-relay/contracts';
import { assembleEvent, type DecodingContext } from './assemble-event.js';
import { normalizeTransactionType } from './determine-event-kind.js';
import { isUpsell } from './is-upsell.js';
import { parseTransactionTime } from './parse-transaction-time.js';
import type { Payload } from './parse-payload.js';
import { putPresent } from './put-present.js';
import { FieldReader } from './read-fields.js';
import { readReceipt } from './read-receipt.js';
import { withoutAbsent } from './without-absent.js';

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

/** Turns a decrypted notification of INS 6.0, 7.0 or 8.0 into the canonical event; see `decodeNotification`. */
export function decodeJsonNotification(payload: Payload, context: DecodingContext): RelayEvent {
  const root = FieldReader.ofRoot(payload);
  const receipt = readReceipt(root, 'receipt');
  const lineItems = root.list('lineItems').map(readLineItem);
  const upsell = readUpsell(root.object('upsell'));
  const transactionTimeRaw = root.text('transactionTime');
  const transactionTime =
    transactionTimeRaw === undefined ? undefined : parseTransactionTime(transactionTimeRaw);
  if (transactionTimeRaw !== undefined && transactionTime === undefined)
    root.unreadable.push('transactionTime');
  return assembleEvent(context, {
    transactionType: normalizeTransactionType(root.text('transactionType') ?? ''),
    version: formatVersion(root.text('version')),
    role: root.text('role') ?? '',
    vendor: root.text('vendor'),
    affiliate: root.text('affiliate'),
    receipt,
    transactionTime,
    transactionTimeRaw,
    currency: root.text('currency'),
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
    isUpsell: isUpsell(receipt, lineItems, upsell),
    vendorVariables: root.object('vendorVariables').allTexts(),
    affiliateTracking: root.object('affiliateTrackingParameters').allTexts(),
    commonTracking: root.object('commonTrackingParameters').allTexts(),
    declinedConsent: root.boolean('declinedConsent'),
    attemptCount: root.integer('attemptCount'),
    extra: root.rest(KNOWN_KEYS),
    unreadable: root.unreadable,
  });
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
  const shipping = putContact({}, customer.object('shipping'));
  return putContact(shipping, customer.object('billing'));
}

/** What the contact has replaces what the customer had. */
function putContact(customer: Customer, contact: FieldReader): Customer {
  const address = contact.object('address');
  return putPresent(customer, {
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
