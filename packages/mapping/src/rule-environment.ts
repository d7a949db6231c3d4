import { Environment } from '@marcbachmann/cel-js';
import type { AmountSource, EventKind, LineItem, RelayEvent } from '@ins-relay/contracts';
import { readAmount } from './read-amount.js';

const LINE_FIELDS = {
  itemNo: 'string',
  productTitle: 'string',
  lineItemType: 'string',
  quantity: 'int',
  recurring: 'bool',
  accountAmount: 'double',
} as const;

const EVENT_FIELDS = {
  kind: 'string',
  transactionType: 'string',
  version: 'string',
  test: 'bool',
  account: 'string',
  role: 'string',
  vendor: 'string',
  affiliate: 'string',
  receipt: 'string',
  currency: 'string',
  paymentMethod: 'string',
  country: 'string',
  amount: 'double',
  orderAmount: 'double',
  recurring: 'bool',
  lineItems: 'list<LineItem>',
  trackingCodes: 'list<string>',
  vendorVariables: 'map<string, string>',
  affiliateTracking: 'map<string, string>',
} as const;

/** The fields that a condition can name. */
export const RULE_FIELD_NAMES = {
  event: Object.keys(EVENT_FIELDS),
  lineItem: Object.keys(LINE_FIELDS),
} as const;

/** A line item as conditions see it: every field is there, but an amount that could not be read. */
class RuleLineItem {
  readonly itemNo: string;
  readonly productTitle: string;
  readonly lineItemType: string;
  readonly quantity: bigint;
  readonly recurring: boolean;
  readonly accountAmount: number | undefined;

  constructor(line: LineItem, isAmountUnreadable: boolean) {
    this.itemNo = line.itemNo ?? '';
    this.productTitle = line.productTitle ?? '';
    this.lineItemType = line.lineItemType ?? '';
    this.quantity = BigInt(line.quantity ?? 0);
    this.recurring = line.recurring ?? false;
    this.accountAmount = isAmountUnreadable ? undefined : Number(line.accountAmount ?? 0);
  }
}

/** Enough for any condition a person writes; a bound on what a hostile one can cost. */
const LIMITS = { maxAstNodes: 2_000, maxDepth: 60 };

/** What a condition can name, typed, so that a mistake is found when a rule is applied. */
export const RULE_ENVIRONMENT = new Environment({ limits: LIMITS })
  // CEL compares `<` and `>` across kinds of numbers, but not `==`: `event.amount == 500` is no trap here.
  .registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
  .registerType('LineItem', { ctor: RuleLineItem, fields: LINE_FIELDS })
  .registerVariable({ name: 'event', schema: EVENT_FIELDS });

const MOVES_MONEY: readonly EventKind[] = ['Sale', 'Upsell', 'Rebill', 'Refund', 'Chargeback'];

/**
 * An event as conditions see it: absent texts are empty, absent amounts 0. An amount that ought to be there and can't
 * be read is left out, so that a condition that looks at it fails instead of taking it for 0. Amounts are doubles,
 * for comparing only; what is sent is computed exactly.
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
      test: event.kind === 'TestTransactions',
      account: event.account,
      role: event.role,
      vendor: event.vendor ?? '',
      affiliate: event.affiliate ?? '',
      receipt: event.receipt ?? '',
      currency: event.currency ?? '',
      paymentMethod: event.paymentMethod ?? '',
      country: event.customer.country ?? '',
      ...readDouble('amount', event, amountSource),
      ...readDouble('orderAmount', event, 'totalOrderAmount'),
      recurring: event.lineItems.some((line) => line.recurring === true),
      lineItems: event.lineItems.map(
        (line, i) => new RuleLineItem(line, event.unreadable.includes(`lineItems.${i}.accountAmount`)),
      ),
      trackingCodes: event.trackingCodes,
      vendorVariables: event.vendorVariables,
      affiliateTracking: event.affiliateTracking,
    },
  };
}

function readDouble(
  field: 'amount' | 'orderAmount',
  event: RelayEvent,
  source: AmountSource,
): Record<string, number> {
  const read = readAmount(event, source);
  if (read.ok) return { [field]: Number(read.amount) };
  const isExpected = read.reason === 'unreadable' || MOVES_MONEY.includes(event.kind);
  return isExpected ? {} : { [field]: 0 };
}
