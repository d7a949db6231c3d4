import { Environment } from '@marcbachmann/cel-js';
import type { AmountSource, LineItem, RelayEvent } from '@ins-relay/contracts';
import { readAmountSource } from './decide-amount.js';

/** A line item as conditions see it: every field is there. */
class RuleLineItem {
  readonly itemNo: string;
  readonly productTitle: string;
  readonly lineItemType: string;
  readonly quantity: bigint;
  readonly recurring: boolean;
  readonly accountAmount: number;

  constructor(line: LineItem) {
    this.itemNo = line.itemNo ?? '';
    this.productTitle = line.productTitle ?? '';
    this.lineItemType = line.lineItemType ?? '';
    this.quantity = BigInt(line.quantity ?? 0);
    this.recurring = line.recurring ?? false;
    this.accountAmount = Number(line.accountAmount ?? 0);
  }
}

/** Enough for any condition a person writes; a bound on what a hostile one can cost. */
const LIMITS = { maxAstNodes: 2_000, maxDepth: 60 };

/** What a condition can name, typed, so that a mistake is found when a rule is applied. */
export const RULE_ENVIRONMENT = new Environment({ limits: LIMITS })
  .registerType('LineItem', {
    ctor: RuleLineItem,
    fields: {
      itemNo: 'string',
      productTitle: 'string',
      lineItemType: 'string',
      quantity: 'int',
      recurring: 'bool',
      accountAmount: 'double',
    },
  })
  .registerVariable({
    name: 'event',
    schema: {
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
    },
  });

/**
 * An event as conditions see it: absent texts are empty, absent amounts 0. Amounts are doubles here, for comparing
 * only; what is sent is computed exactly.
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
      amount: Number(readAmountSource(event, amountSource) ?? 0),
      orderAmount: Number(event.totalOrderAmount ?? 0),
      recurring: event.lineItems.some((line) => line.recurring === true),
      lineItems: event.lineItems.map((line) => new RuleLineItem(line)),
      trackingCodes: event.trackingCodes,
      vendorVariables: event.vendorVariables,
      affiliateTracking: event.affiliateTracking,
    },
  };
}
