import type { Customer, LineItem, RelayEvent } from '@ins-relay/contracts';
import { assembleEvent, type DecodingContext } from '../assemble-event.js';
import { isAccount } from '../verify-notification.js';
import { normalizeTransactionType } from '../determine-event-kind.js';
import type { Payload } from '../parse-payload.js';
import { parseInteger } from '../parse-integer.js';
import { FieldReader } from '../read-fields.js';
import { readReceipt } from '../read-receipt.js';
import { withoutAbsent } from '../without-absent.js';
import { detectLegacyVersion, type LegacyFields } from './legacy-fields.js';
import { parseCents } from './parse-cents.js';

const KNOWN_FIELDS = new Set([
  'caccountamount',
  'caffitid',
  'ccurrency',
  'ccustaddr1',
  'ccustaddr2',
  'ccustcc',
  'ccustcity',
  'ccustcounty',
  'ccustemail',
  'ccustfirstname',
  'ccustfullname',
  'ccustlastname',
  'ccustname',
  'ccustshippingcountry',
  'ccustshippingstate',
  'ccustshippingzip',
  'ccuststate',
  'ccustzip',
  'cfuturepayments',
  'cnextpaymentdate',
  'cnoticeversion',
  'corderamount',
  'corderlanguage',
  'cproditem',
  'cprodtitle',
  'cprodtype',
  'cprocessedpayments',
  'crebillamnt',
  'crebillfrequency',
  'crebillstatus',
  'cshippingamount',
  'ctaxamount',
  'ctid',
  'ctransaction',
  'ctransaffiliate',
  'ctransamount',
  'ctranspaymentmethod',
  'ctranspublisher',
  'ctransreceipt',
  'ctransrole',
  'ctranstime',
  'ctransvendor',
  'cupsellreceipt',
  'cvendthru',
  'cverify',
]);

/**
 * Turns the fields of INS 1.0–4.0 into the canonical event. Amounts are whole cents: what the account earns in USD,
 * what the customer paid in the customer's currency. The one amount of 1.0, `ctransamount`, is what is paid to the
 * party that receives the notification, as `caccountamount` is later; what the customer paid, 1.0 does not tell.
 * Never throws; see `decodeNotification`.
 */
export function decodeLegacyNotification(payload: Payload, context: DecodingContext): RelayEvent {
  const root = FieldReader.ofRoot(payload);
  const version = detectLegacyVersion(pickTexts(payload));
  const vendor = root.text('ctransvendor') ?? root.text('ctranspublisher');
  const originalReceipt = root.text('cupsellreceipt')?.trim();
  return assembleEvent(context, {
    transactionType: normalizeTransactionType(root.text('ctransaction') ?? ''),
    version,
    // 1.0 does not tell the role; whoever is the vendor of the transaction received it as the vendor.
    role: root.text('ctransrole') ?? (isAccount(vendor, context.account) ? 'VENDOR' : 'AFFILIATE'),
    vendor,
    affiliate: root.text('ctransaffiliate'),
    receipt: readReceipt(root, 'ctransreceipt'),
    transactionTimeRaw: root.text('ctranstime'),
    transactionTime: root.parsed('ctranstime', 'transactionTime', parseUnixTime),
    currency: root.text('ccurrency'),
    paymentMethod: root.text('ctranspaymentmethod'),
    orderLanguage: root.text('corderlanguage'),
    totalAccountAmount: root.parsed(
      version === '1.0' ? 'ctransamount' : 'caccountamount',
      'totalAccountAmount',
      parseCents,
    ),
    totalOrderAmount: root.parsed('corderamount', 'totalOrderAmount', parseCents),
    totalTaxAmount: root.parsed('ctaxamount', 'totalTaxAmount', parseCents),
    totalShippingAmount: root.parsed('cshippingamount', 'totalShippingAmount', parseCents),
    trackingCodes: [...root.texts('ctid'), ...root.texts('caffitid')],
    lineItems: readLineItems(root),
    customer: readCustomer(root),
    upsell: originalReceipt === undefined ? undefined : { originalReceipt },
    isUpsell: originalReceipt !== undefined,
    vendorVariables: readVendorVariables(root),
    affiliateTracking: {},
    commonTracking: {},
    extra: root.rest(KNOWN_FIELDS),
    unreadable: root.unreadable,
  });
}

/** Forms have nothing but texts; what else a stored payload might hold tells no version. */
function pickTexts(payload: Payload): LegacyFields {
  return new Map(
    Object.entries(payload).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parseUnixTime(text: string): string | undefined {
  return /^\d{1,11}$/.test(text.trim()) ? new Date(Number(text) * 1000).toISOString() : undefined;
}

/** One product a notification, or none. */
function readLineItems(root: FieldReader): LineItem[] {
  const paymentPlan = withoutAbsent({
    rebillStatus: root.text('crebillstatus'),
    rebillFrequency: root.text('crebillfrequency'),
    rebillAmount: root.parsed('crebillamnt', 'lineItems.0.paymentPlan.rebillAmount', parseCents),
    paymentsProcessed: root.parsed(
      'cprocessedpayments',
      'lineItems.0.paymentPlan.paymentsProcessed',
      parseInteger,
    ),
    paymentsRemaining: root.parsed(
      'cfuturepayments',
      'lineItems.0.paymentPlan.paymentsRemaining',
      parseInteger,
    ),
    nextPaymentDate: root.text('cnextpaymentdate'),
  });
  const type = root.text('cprodtype')?.toUpperCase();
  const line = withoutAbsent({
    itemNo: root.text('cproditem'),
    productTitle: root.text('cprodtitle'),
    recurring: type === undefined ? undefined : type === 'RECURRING',
    paymentPlan: Object.keys(paymentPlan).length === 0 ? undefined : paymentPlan,
  });
  return Object.keys(line).length === 0 ? [] : [line];
}

function readCustomer(root: FieldReader): Customer {
  return withoutAbsent({
    email: root.text('ccustemail')?.trim(),
    firstName: root.text('ccustfirstname'),
    lastName: root.text('ccustlastname'),
    fullName: root.text('ccustfullname') ?? root.text('ccustname'),
    address1: root.text('ccustaddr1'),
    address2: root.text('ccustaddr2'),
    city: root.text('ccustcity'),
    county: root.text('ccustcounty'),
    state: root.text('ccuststate') ?? root.text('ccustshippingstate'),
    zip: root.text('ccustzip') ?? root.text('ccustshippingzip'),
    country: root.text('ccustcc') ?? root.text('ccustshippingcountry'),
  });
}

/** `cvendthru` is the query that the order form was opened with. */
function readVendorVariables(root: FieldReader): Record<string, string> {
  const query = new URLSearchParams(root.text('cvendthru') ?? '');
  return Object.fromEntries([...query].filter(([name, value]) => name !== '' && value !== ''));
}
