import type { Customer, LineItem, PaymentPlan, RelayEvent, UpsellFlow } from '@ins-relay/contracts';
import { findClosestWord } from './find-closest-word.js';

/** What a template may use besides the event. */
export interface TemplateExtras {
  readonly clickId: string;
  /** The sum of the postback. */
  readonly amount: string;
  /** The conversion type. */
  readonly type: string;
}

/** A value; a map whose keys somebody else chooses; a list; or a group of named fields. */
type Shape = 'value' | 'any-name' | { readonly list: Shape } | { readonly fields: Fields };
type Fields = Readonly<Record<string, Shape>>;

// Each table is typed by what it describes: a field that is added there does not compile until it is decided here.
const PAYMENT_PLAN: Readonly<Record<keyof PaymentPlan, Shape>> = {
  rebillStatus: 'value',
  rebillFrequency: 'value',
  rebillAmount: 'value',
  paymentsProcessed: 'value',
  paymentsRemaining: 'value',
  nextPaymentDate: 'value',
};
const LINE_ITEM: Readonly<Record<keyof LineItem, Shape>> = {
  itemNo: 'value',
  productTitle: 'value',
  lineItemType: 'value',
  quantity: 'value',
  recurring: 'value',
  shippable: 'value',
  accountAmount: 'value',
  productPrice: 'value',
  productDiscount: 'value',
  taxAmount: 'value',
  shippingAmount: 'value',
  affiliatePayout: 'value',
  jvPayout: 'value',
  downloadUrl: 'value',
  paymentPlan: { fields: PAYMENT_PLAN },
};
const CUSTOMER: Readonly<Record<keyof Customer, Shape>> = {
  email: 'value',
  firstName: 'value',
  lastName: 'value',
  fullName: 'value',
  phone: 'value',
  address1: 'value',
  address2: 'value',
  city: 'value',
  county: 'value',
  state: 'value',
  zip: 'value',
  country: 'value',
};
const UPSELL: Readonly<Record<keyof UpsellFlow, Shape>> = {
  originalReceipt: 'value',
  flowId: 'value',
  flowName: 'value',
  session: 'value',
  path: 'value',
};
const EXTRAS: Readonly<Record<keyof TemplateExtras, Shape>> = {
  clickId: 'value',
  amount: 'value',
  type: 'value',
};
/** Not `extra` and `unreadable`: they are for people who look into an event, and have no stable shape. */
const EVENT: Readonly<Record<Exclude<keyof RelayEvent, 'extra' | 'unreadable'>, Shape>> = {
  kind: 'value',
  transactionType: 'value',
  version: 'value',
  verification: 'value',
  account: 'value',
  role: 'value',
  vendor: 'value',
  affiliate: 'value',
  receipt: 'value',
  parentReceipt: 'value',
  transactionTime: 'value',
  transactionTimeRaw: 'value',
  currency: 'value',
  paymentMethod: 'value',
  orderLanguage: 'value',
  totalAccountAmount: 'value',
  totalOrderAmount: 'value',
  totalTaxAmount: 'value',
  totalShippingAmount: 'value',
  trackingCodes: { list: 'value' },
  lineItems: { list: { fields: LINE_ITEM } },
  customer: { fields: CUSTOMER },
  upsell: { fields: UPSELL },
  vendorVariables: 'any-name',
  affiliateTracking: 'any-name',
  commonTracking: 'any-name',
  pixelType: 'value',
  declinedConsent: 'value',
  attemptCount: 'value',
};
const ROOT: Shape = { fields: { ...EVENT, ...EXTRAS } };
const FIELD_NAMES: readonly string[] = listNames(ROOT, '');

export type CheckedField =
  /** `keys` lead to the value, one step each. */
  { readonly ok: true; readonly keys: readonly string[] } | { readonly ok: false; readonly meant?: string };

/** Whether a template may name this field, such as `lineItems.0.productTitle`. */
export function checkEventField(path: string): CheckedField {
  const keys = findKeys(ROOT, path);
  if (keys !== undefined) return { ok: true, keys };
  const meant =
    FIELD_NAMES.find((name) => name.toLowerCase().endsWith(`.${path.toLowerCase()}`)) ??
    findClosestWord(path, FIELD_NAMES);
  return { ok: false, ...(meant === undefined ? {} : { meant }) };
}

/** The value of a checked field as text; empty where the event has none. */
export function readEventField(event: RelayEvent, extras: TemplateExtras, keys: readonly string[]): string {
  const [first = ''] = keys;
  let value: unknown = Object.hasOwn(EXTRAS, first) ? extras : event;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return '';
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** @returns undefined if there is no value at this path */
function findKeys(shape: Shape, path: string): string[] | undefined {
  if (shape === 'value') return undefined;
  // Names that others choose may have dots in them.
  if (shape === 'any-name') return /^\S+$/.test(path) ? [path] : undefined;
  const dot = path.indexOf('.');
  const [key, rest] = dot < 0 ? [path, undefined] : [path.slice(0, dot), path.slice(dot + 1)];
  const inner =
    'list' in shape ? (/^\d{1,3}$/.test(key) ? shape.list : undefined) : readShape(shape.fields, key);
  if (inner === undefined) return undefined;
  if (rest === undefined) return inner === 'value' ? [key] : undefined;
  const restKeys = findKeys(inner, rest);
  return restKeys === undefined ? undefined : [key, ...restKeys];
}

function readShape(fields: Fields, name: string): Shape | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function listNames(shape: Shape, path: string): string[] {
  const join = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (shape === 'value') return [path];
  if (shape === 'any-name') return [join('<name>')];
  if ('list' in shape) return listNames(shape.list, join('0'));
  return Object.entries(shape.fields).flatMap(([key, inner]) => listNames(inner, join(key)));
}
