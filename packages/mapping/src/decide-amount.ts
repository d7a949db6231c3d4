import { Big } from 'big.js';
import type {
  AmountSource,
  DecimalString,
  EventKind,
  EventMatch,
  RelayEvent,
  SignPolicy,
} from '@ins-relay/contracts';

export type DecidedAmount =
  | { readonly ok: true; readonly sum: DecimalString; readonly source: AmountSource | 'fixed' | 'none' }
  /** `field` is missing or is no number; nothing may be sent. */
  | { readonly ok: false; readonly field: string };

/** Events that move no money: where their amount is absent, the sum is 0. */
const WITHOUT_MONEY: readonly EventKind[] = [
  'CancelRebill',
  'UncancelRebill',
  'SubscriptionChange',
  'CartAbandonment',
  'InitiateCheckout',
];

const PLACES = 2;

/**
 * The `sum` of a postback, exact. A fixed amount wins; then the match's source, then the connection's. The sign
 * comes from the match's policy alone, by default negative for Refund and Chargeback: which sign ClickBank uses
 * for those is disputed, so it is not looked at.
 * @returns decimal text with a dot and at least the two places it came with; never "-0"
 */
export function decideAmount(
  event: RelayEvent,
  match: EventMatch,
  defaultSource: AmountSource,
): DecidedAmount {
  const sign = match.sign ?? defaultSign(event.kind);
  if (match.amount !== undefined) return { ok: true, sum: applySign(match.amount, sign), source: 'fixed' };
  const source = match.amountFrom ?? defaultSource;
  const read = readAmount(event, source);
  if (read.ok) return { ok: true, sum: applySign(read.amount, sign), source };
  if (read.isAbsent && WITHOUT_MONEY.includes(event.kind)) return { ok: true, sum: '0', source: 'none' };
  return { ok: false, field: read.field };
}

/** The figure a source stands for, without a sign; undefined if it is missing or no number. */
export function readAmountSource(event: RelayEvent, source: AmountSource): DecimalString | undefined {
  const read = readAmount(event, source);
  return read.ok ? read.amount : undefined;
}

type ReadAmount =
  | { readonly ok: true; readonly amount: DecimalString }
  | { readonly ok: false; readonly field: string; readonly isAbsent: boolean };

function readAmount(event: RelayEvent, source: AmountSource): ReadAmount {
  switch (source) {
    case 'totalAccountAmount':
    case 'totalOrderAmount':
      return readField(event, source);
    case 'orderMinusTax': {
      const order = readField(event, 'totalOrderAmount');
      if (!order.ok) return order;
      const tax = readField(event, 'totalTaxAmount');
      if (tax.ok) return { ok: true, amount: write(new Big(order.amount).minus(tax.amount)) };
      return tax.isAbsent ? order : tax;
    }
    case 'affiliatePayout':
      return sumPayouts(event);
  }
}

function readField(
  event: RelayEvent,
  field: 'totalAccountAmount' | 'totalOrderAmount' | 'totalTaxAmount',
): ReadAmount {
  const amount = event[field];
  if (amount !== undefined) return { ok: true, amount };
  return { ok: false, field, isAbsent: !event.unreadable.includes(field) };
}

/** Only vendor notifications of 7.0 and later tell the payout, and per line. */
function sumPayouts(event: RelayEvent): ReadAmount {
  const payouts = event.lineItems.flatMap((line) => line.affiliatePayout ?? []);
  const unreadable = event.unreadable.some((field) => field.endsWith('affiliatePayout'));
  if (payouts.length === 0 || unreadable) {
    return { ok: false, field: 'lineItems.affiliatePayout', isAbsent: !unreadable };
  }
  return { ok: true, amount: write(payouts.reduce((sum, payout) => sum.plus(payout), new Big(0))) };
}

function defaultSign(kind: EventKind): SignPolicy {
  return kind === 'Refund' || kind === 'Chargeback' ? 'negative' : 'positive';
}

function applySign(amount: DecimalString, sign: SignPolicy): DecimalString {
  const absolute = amount.replace(/^[+-]/, '');
  if (sign === 'zero') return '0';
  return sign === 'negative' && !new Big(absolute).eq(0) ? `-${absolute}` : absolute;
}

function write(value: Big): DecimalString {
  const [, fraction = ''] = value.toFixed().split('.');
  return value.toFixed(Math.max(PLACES, fraction.length));
}
