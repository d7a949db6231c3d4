import { Big } from 'big.js';
import type { AmountSource, DecimalString, RelayEvent } from '@ins-relay/contracts';

export type ReadAmount =
  /** Decimal text without a sign. */
  | { readonly ok: true; readonly amount: DecimalString }
  /** `absent`: ClickBank did not send the field; `unreadable`: it did, but not as a plausible number. */
  | { readonly ok: false; readonly reason: 'absent' | 'unreadable'; readonly detail: string };

/** The figure of an event that a source, or one of its own fields, stands for, exact. */
export function readAmount(event: RelayEvent, source: AmountSource | AmountField): ReadAmount {
  switch (source) {
    case 'totalAccountAmount':
    case 'totalOrderAmount':
    case 'totalTaxAmount':
    case 'totalShippingAmount':
      return readField(event, source);
    case 'orderMinusTax':
      return subtractTax(event);
    case 'affiliatePayout':
      return sumPayouts(event);
  }
}

const PLAIN_DECIMAL = /^[+-]?(\d+(?:\.\d+)?)$/;

/** A decimal as it is written, without its sign; undefined if it is none. */
export function dropSign(amount: DecimalString): DecimalString | undefined {
  return PLAIN_DECIMAL.exec(amount)?.[1];
}

type AmountField = 'totalAccountAmount' | 'totalOrderAmount' | 'totalTaxAmount' | 'totalShippingAmount';

function readField(event: RelayEvent, field: AmountField): ReadAmount {
  const given = event[field];
  if (given === undefined && !event.unreadable.includes(field)) return absent(field);
  const amount = given === undefined ? undefined : dropSign(given);
  return amount === undefined ? unreadable(`${field} is not a number`) : { ok: true, amount };
}

/** A missing tax is no tax. */
function subtractTax(event: RelayEvent): ReadAmount {
  const order = readField(event, 'totalOrderAmount');
  if (!order.ok) return order;
  const tax = readField(event, 'totalTaxAmount');
  if (!tax.ok) return tax.reason === 'absent' ? order : tax;
  const difference = new Big(order.amount).minus(tax.amount);
  if (difference.lt(0)) return unreadable('totalTaxAmount is more than totalOrderAmount');
  return { ok: true, amount: write(difference) };
}

/**
 * Only vendor notifications of 7.0 and later tell the payout, and per line. A line without one pays none; no line
 * with one tells nothing, which is not the same as a payout of 0.
 */
function sumPayouts(event: RelayEvent): ReadAmount {
  const unread = event.unreadable.find(
    (field) => field === 'lineItems' || field.endsWith('.affiliatePayout'),
  );
  if (unread !== undefined) return unreadable(`${unread} is not readable`);
  const payouts = event.lineItems.flatMap((line) => line.affiliatePayout ?? []);
  if (payouts.length === 0) return absent('lineItems.affiliatePayout');
  let sum = new Big(0);
  for (const payout of payouts) {
    const amount = dropSign(payout);
    if (amount === undefined) return unreadable('lineItems.affiliatePayout is not a number');
    sum = sum.plus(amount);
  }
  return { ok: true, amount: write(sum) };
}

function absent(field: string): ReadAmount {
  return { ok: false, reason: 'absent', detail: `${field} is missing` };
}

function unreadable(detail: string): ReadAmount {
  return { ok: false, reason: 'unreadable', detail };
}

const PLACES = 2;

function write(value: Big): DecimalString {
  const [, fraction = ''] = value.toFixed().split('.');
  return value.toFixed(Math.max(PLACES, fraction.length));
}
