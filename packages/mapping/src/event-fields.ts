import type { EventMatch, RelayEvent } from '@ins-relay/contracts';
import { findClosestWord } from './find-closest-word.js';

/** What a template may use besides the event. */
export interface TemplateExtras {
  readonly clickId: string;
  readonly amount: string;
  readonly type: EventMatch['type'];
}

const ROOT_FIELDS = [
  'kind',
  'transactionType',
  'version',
  'account',
  'role',
  'vendor',
  'affiliate',
  'receipt',
  'parentReceipt',
  'transactionTime',
  'currency',
  'paymentMethod',
  'orderLanguage',
  'totalAccountAmount',
  'totalOrderAmount',
  'totalTaxAmount',
  'totalShippingAmount',
  'attemptCount',
  'clickId',
  'amount',
  'type',
];
const CUSTOMER_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'fullName',
  'phone',
  'address1',
  'address2',
  'city',
  'county',
  'state',
  'zip',
  'country',
];
const LINE_FIELDS = [
  'itemNo',
  'productTitle',
  'lineItemType',
  'quantity',
  'recurring',
  'shippable',
  'accountAmount',
  'productPrice',
  'productDiscount',
  'taxAmount',
  'shippingAmount',
  'affiliatePayout',
  'jvPayout',
  'downloadUrl',
];
const PLAN_FIELDS = [
  'rebillStatus',
  'rebillFrequency',
  'rebillAmount',
  'paymentsProcessed',
  'paymentsRemaining',
  'nextPaymentDate',
];
const UPSELL_FIELDS = ['originalReceipt', 'flowId', 'flowName', 'session', 'path'];

/** Every field that has a fixed name, with 0 in place of any line number. */
const NAMED_FIELDS: readonly string[] = [
  ...ROOT_FIELDS,
  'trackingCodes.0',
  ...CUSTOMER_FIELDS.map((field) => `customer.${field}`),
  ...LINE_FIELDS.map((field) => `lineItems.0.${field}`),
  ...PLAN_FIELDS.map((field) => `lineItems.0.paymentPlan.${field}`),
  ...UPSELL_FIELDS.map((field) => `upsell.${field}`),
];
/** Maps whose keys ClickBank or the vendor chooses: any name may be there. */
const FREE_FIELD = /^(vendorVariables|affiliateTracking|commonTracking)\.[^.\s]+$/;

export type CheckedField = { readonly ok: true } | { readonly ok: false; readonly meant?: string };

/** Whether a template may name this field, such as `lineItems.0.productTitle`. */
export function checkEventField(path: string): CheckedField {
  const general = path.replace(/^(lineItems|trackingCodes)\.\d{1,3}(?=\.|$)/, '$1.0');
  if (NAMED_FIELDS.includes(general) || FREE_FIELD.test(path)) return { ok: true };
  const meant = findClosestWord(path, NAMED_FIELDS);
  return { ok: false, ...(meant === undefined ? {} : { meant }) };
}

/** The value of a field as text; empty where the event has none. */
export function readEventField(event: RelayEvent, extras: TemplateExtras, path: string): string {
  let value: unknown = Object.hasOwn(extras, path) ? extras : event;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return '';
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
