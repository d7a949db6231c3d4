import type { AmountSource, EventKind, RelayEvent } from '@ins-relay/contracts';
import { readAmount } from './read-amount.js';
import { RuleDecimal } from './rule-decimal.js';
import { RuleLineItem } from './rule-line-item.js';

type ReadableAmount = Parameters<typeof readAmount>[1];

interface EventField {
  /** As CEL calls it. */
  readonly type: string;
  /** @returns undefined where a condition that looks at it has to fail */
  readonly read: (event: RelayEvent, amountSource: AmountSource) => unknown;
  /** Which amount of the event it stands for, if any. */
  readonly source?: (amountSource: AmountSource) => ReadableAmount;
}

const FIELDS: Readonly<Record<string, EventField>> = {
  kind: text((event) => event.kind),
  transactionType: text((event) => event.transactionType),
  version: text((event) => event.version),
  verification: text((event) => event.verification),
  test: { type: 'bool', read: (event) => event.kind === 'TestTransactions' },
  account: text((event) => event.account),
  role: text((event) => event.role),
  vendor: text((event) => event.vendor),
  affiliate: text((event) => event.affiliate),
  receipt: text((event) => event.receipt),
  parentReceipt: text((event) => event.parentReceipt),
  currency: text((event) => event.currency),
  paymentMethod: text((event) => event.paymentMethod),
  orderLanguage: text((event) => event.orderLanguage),
  country: text((event) => event.customer.country),
  state: text((event) => event.customer.state),
  amount: decimal((amountSource) => amountSource),
  accountAmount: decimal(() => 'totalAccountAmount'),
  orderAmount: decimal(() => 'totalOrderAmount'),
  taxAmount: decimal(() => 'totalTaxAmount'),
  shippingAmount: decimal(() => 'totalShippingAmount'),
  affiliatePayout: decimal(() => 'affiliatePayout'),
  recurring: { type: 'bool', read: (event) => event.lineItems.some((line) => line.recurring === true) },
  lineItems: { type: 'list<LineItem>', read: readLineItems },
  trackingCodes: { type: 'list<string>', read: (event) => event.trackingCodes },
  vendorVariables: { type: 'map<string, string>', read: (event) => event.vendorVariables },
  affiliateTracking: { type: 'map<string, string>', read: (event) => event.affiliateTracking },
  commonTracking: { type: 'map<string, string>', read: (event) => event.commonTracking },
  pixelType: text((event) => event.pixelType),
};

/** The fields of an event that a condition can name, with their types. */
export const EVENT_FIELDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FIELDS).map(([name, { type }]) => [name, type]),
);

/**
 * An event as conditions see it: absent texts are empty, absent amounts 0. An amount that ought to be there and can't
 * be read is not there, so that a condition that looks at it fails instead of taking it for 0. A field is worked out
 * when a condition first looks at it.
 */
export class RuleEvent {
  /** The fields that were looked at. */
  readonly known: Record<string, unknown> = {};

  /** @param amountSource of the connection; it is `event.amount` */
  constructor(
    readonly event: RelayEvent,
    readonly amountSource: AmountSource,
  ) {}

  /** @param field one that a condition can name @returns undefined where a condition that looks at it has to fail */
  read(field: string): unknown {
    return (this.known[field] ??= FIELDS[field]?.read(this.event, this.amountSource));
  }
}

for (const name of Object.keys(FIELDS)) {
  Object.defineProperty(RuleEvent.prototype, name, {
    get(this: RuleEvent) {
      return this.read(name);
    },
  });
}

/** Which amount of an event a field of conditions stands for; `amount` is the connection's own choice. */
export function findAmountSource(field: string, amountSource: AmountSource): ReadableAmount | undefined {
  return Object.hasOwn(FIELDS, field) ? FIELDS[field]?.source?.(amountSource) : undefined;
}

function text(find: (event: RelayEvent) => string | undefined): EventField {
  return { type: 'string', read: (event) => find(event) ?? '' };
}

const MOVES_MONEY: readonly EventKind[] = ['Sale', 'Upsell', 'Rebill', 'Refund', 'Chargeback'];
/** ClickBank leaves them out where they are nothing, whatever the event. */
const OFTEN_ABSENT: readonly ReadableAmount[] = ['totalTaxAmount', 'totalShippingAmount'];

function decimal(source: (amountSource: AmountSource) => ReadableAmount): EventField {
  return { type: 'Decimal', source, read: (event, chosen) => readDecimal(event, source(chosen)) };
}

function readDecimal(event: RelayEvent, source: ReadableAmount): RuleDecimal | undefined {
  const read = readAmount(event, source);
  if (read.ok) return new RuleDecimal(read.amount);
  const isExpected = MOVES_MONEY.includes(event.kind) && !OFTEN_ABSENT.includes(source);
  return read.reason === 'unreadable' || isExpected ? undefined : new RuleDecimal('0');
}

function readLineItems({ lineItems, unreadable }: RelayEvent): RuleLineItem[] {
  return lineItems.map(
    (line, i) => new RuleLineItem(line, (field) => unreadable.includes(`lineItems.${i}.${field}`)),
  );
}
