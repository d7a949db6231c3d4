import { Big } from 'big.js';
import { Environment } from '@marcbachmann/cel-js';
import type { AmountSource, DecimalString, EventKind, LineItem, RelayEvent } from '@ins-relay/contracts';
import { dropSign, readAmount } from './read-amount.js';
import { registerDecimal, RuleDecimal } from './rule-decimal.js';

type LineAmount =
  | 'accountAmount'
  | 'productPrice'
  | 'productDiscount'
  | 'taxAmount'
  | 'shippingAmount'
  | 'affiliatePayout'
  | 'jvPayout';

const LINE_FIELDS = {
  itemNo: 'string',
  productTitle: 'string',
  lineItemType: 'string',
  quantity: 'int',
  recurring: 'bool',
  shippable: 'bool',
  accountAmount: 'Decimal',
  productPrice: 'Decimal',
  productDiscount: 'Decimal',
  taxAmount: 'Decimal',
  shippingAmount: 'Decimal',
  affiliatePayout: 'Decimal',
  jvPayout: 'Decimal',
} as const;

const EVENT_FIELDS = {
  kind: 'string',
  transactionType: 'string',
  version: 'string',
  verification: 'string',
  test: 'bool',
  account: 'string',
  role: 'string',
  vendor: 'string',
  affiliate: 'string',
  receipt: 'string',
  parentReceipt: 'string',
  currency: 'string',
  paymentMethod: 'string',
  orderLanguage: 'string',
  country: 'string',
  state: 'string',
  amount: 'Decimal',
  accountAmount: 'Decimal',
  orderAmount: 'Decimal',
  taxAmount: 'Decimal',
  shippingAmount: 'Decimal',
  affiliatePayout: 'Decimal',
  recurring: 'bool',
  lineItems: 'list<LineItem>',
  trackingCodes: 'list<string>',
  vendorVariables: 'map<string, string>',
  affiliateTracking: 'map<string, string>',
  commonTracking: 'map<string, string>',
  pixelType: 'string',
} as const;

/** The fields that a condition can name. */
export const RULE_FIELD_NAMES = {
  event: Object.keys(EVENT_FIELDS),
  lineItem: Object.keys(LINE_FIELDS),
} as const;

/** A line item as conditions see it: every field is there, but amounts that could not be read. */
class RuleLineItem {
  readonly itemNo: string;
  readonly productTitle: string;
  readonly lineItemType: string;
  readonly quantity: bigint;
  readonly recurring: boolean;
  readonly shippable: boolean;
  readonly accountAmount: RuleDecimal | undefined;
  readonly productPrice: RuleDecimal | undefined;
  readonly productDiscount: RuleDecimal | undefined;
  readonly taxAmount: RuleDecimal | undefined;
  readonly shippingAmount: RuleDecimal | undefined;
  readonly affiliatePayout: RuleDecimal | undefined;
  readonly jvPayout: RuleDecimal | undefined;

  constructor(line: LineItem, isUnreadable: (field: LineAmount) => boolean) {
    this.itemNo = line.itemNo ?? '';
    this.productTitle = line.productTitle ?? '';
    this.lineItemType = line.lineItemType ?? '';
    this.quantity = BigInt(line.quantity ?? 0);
    this.recurring = line.recurring ?? false;
    this.shippable = line.shippable ?? false;
    const read = (field: LineAmount) => (isUnreadable(field) ? undefined : toDecimal(line[field] ?? '0'));
    this.accountAmount = read('accountAmount');
    this.productPrice = read('productPrice');
    this.productDiscount = read('productDiscount');
    this.taxAmount = read('taxAmount');
    this.shippingAmount = read('shippingAmount');
    this.affiliatePayout = read('affiliatePayout');
    this.jvPayout = read('jvPayout');
  }
}

/** Enough for any condition a person writes; a bound on what a hostile one can cost. */
const LIMITS = { maxAstNodes: 2_000, maxDepth: 60 };

/** What a condition can name, typed, so that a mistake is found when a rule is applied. */
export const RULE_ENVIRONMENT = registerDecimal(new Environment({ limits: LIMITS }))
  // CEL compares `<` and `>` across kinds of numbers, but not `==`: `quantity == 2.0` is no trap here.
  .registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
  .registerType('LineItem', { ctor: RuleLineItem, fields: LINE_FIELDS })
  .registerVariable({ name: 'event', schema: EVENT_FIELDS });

/** Which amount of an event a field of conditions stands for; `amount` is the connection's own choice. */
export function findAmountSource(field: string, amountSource: AmountSource): ReadableAmount | undefined {
  return field === 'amount' ? amountSource : AMOUNT_FIELDS.find(([name]) => name === field)?.[1];
}

type ReadableAmount = Parameters<typeof readAmount>[1];

const AMOUNT_FIELDS: readonly (readonly [keyof typeof EVENT_FIELDS, ReadableAmount])[] = [
  ['accountAmount', 'totalAccountAmount'],
  ['orderAmount', 'totalOrderAmount'],
  ['taxAmount', 'totalTaxAmount'],
  ['shippingAmount', 'totalShippingAmount'],
  ['affiliatePayout', 'affiliatePayout'],
];

const MOVES_MONEY: readonly EventKind[] = ['Sale', 'Upsell', 'Rebill', 'Refund', 'Chargeback'];
/** ClickBank leaves them out where they are nothing, whatever the event. */
const OFTEN_ABSENT: readonly ReadableAmount[] = ['totalTaxAmount', 'totalShippingAmount'];

/**
 * An event as conditions see it: absent texts are empty, absent amounts 0. An amount that ought to be there and can't
 * be read is left out, so that a condition that looks at it fails instead of taking it for 0.
 * @param amountSource of the connection; it is `event.amount`
 */
export function toRuleContext(
  event: RelayEvent,
  amountSource: AmountSource,
): { event: Record<string, unknown> } {
  return {
    event: {
      kind: event.kind,
      transactionType: event.transactionType,
      version: event.version,
      verification: event.verification,
      test: event.kind === 'TestTransactions',
      account: event.account,
      role: event.role,
      vendor: event.vendor ?? '',
      affiliate: event.affiliate ?? '',
      receipt: event.receipt ?? '',
      parentReceipt: event.parentReceipt ?? '',
      currency: event.currency ?? '',
      paymentMethod: event.paymentMethod ?? '',
      orderLanguage: event.orderLanguage ?? '',
      country: event.customer.country ?? '',
      state: event.customer.state ?? '',
      ...readDecimal('amount', event, amountSource),
      ...readDecimals(event),
      recurring: event.lineItems.some((line) => line.recurring === true),
      lineItems: event.lineItems.map(
        (line, i) => new RuleLineItem(line, (field) => event.unreadable.includes(`lineItems.${i}.${field}`)),
      ),
      trackingCodes: event.trackingCodes,
      vendorVariables: event.vendorVariables,
      affiliateTracking: event.affiliateTracking,
      commonTracking: event.commonTracking,
      pixelType: event.pixelType ?? '',
    },
  };
}

function readDecimals(event: RelayEvent): Record<string, RuleDecimal> {
  return Object.fromEntries(
    AMOUNT_FIELDS.flatMap(([field, source]) => Object.entries(readDecimal(field, event, source))),
  );
}

function readDecimal(field: string, event: RelayEvent, source: ReadableAmount): Record<string, RuleDecimal> {
  const read = readAmount(event, source);
  if (read.ok) return { [field]: new RuleDecimal(read.amount) };
  const isExpected = MOVES_MONEY.includes(event.kind) && !OFTEN_ABSENT.includes(source);
  return read.reason === 'unreadable' || isExpected ? {} : { [field]: new RuleDecimal('0') };
}

function toDecimal(amount: DecimalString): RuleDecimal | undefined {
  const plain = dropSign(amount);
  return plain === undefined ? undefined : new RuleDecimal(new Big(plain));
}
