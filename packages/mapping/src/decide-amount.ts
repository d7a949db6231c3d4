import { Big } from 'big.js';
import type {
  AmountSource,
  DecimalString,
  EventKind,
  EventMatch,
  RelayEvent,
  SignPolicy,
} from '@ins-relay/contracts';
import { computeAmount } from './amount-expression.js';
import { dropSign, readAmount } from './read-amount.js';

/** Where a sum came from. */
export type AmountOrigin = AmountSource | 'fixed' | 'expression' | 'none';

export type DecidedAmount =
  /** `none`: there is no money in it, whatever the notification says. */
  | {
      readonly ok: true;
      readonly sum: DecimalString;
      readonly source: AmountOrigin;
    }
  /** Nothing may be sent; `detail` names the field. */
  | { readonly ok: false; readonly cause: 'amount-unreadable'; readonly detail: string };

/** Events that move no money: where their amount is absent, the sum is 0. */
const WITHOUT_MONEY: readonly EventKind[] = [
  'CancelRebill',
  'UncancelRebill',
  'SubscriptionChange',
  'CartAbandonment',
  'InitiateCheckout',
];
const NOTHING = { ok: true, sum: '0', source: 'none' } as const;

/**
 * The `sum` of a postback, exact: the match's fixed amount, expression or source, or else the connection's source.
 * The sign comes from the match's policy alone, by default negative for Refund and Chargeback: which sign ClickBank
 * uses for those is disputed, so it is not looked at. A test card is never revenue, whatever the match says.
 * @returns decimal text with a dot, with the places it came with; never "-0.00"
 */
export function decideAmount(
  event: RelayEvent,
  match: EventMatch,
  defaultSource: AmountSource,
): DecidedAmount {
  const sign = match.sign ?? chooseSign(event.kind);
  if (sign === 'zero' || event.kind === 'TestTransactions') return NOTHING;
  if (match.amount !== undefined) {
    const amount = dropSign(match.amount);
    if (amount === undefined) return refuse('the fixed amount is not a decimal number');
    return { ok: true, sum: applySign(amount, sign), source: 'fixed' };
  }
  const { amountExpression: expression, amountFrom = defaultSource } = match;
  const read =
    expression === undefined
      ? readAmount(event, amountFrom)
      : computeAmount(expression, event, defaultSource);
  const source = expression === undefined ? amountFrom : 'expression';
  if (read.ok) return { ok: true, sum: applySign(read.amount, sign), source };
  if (read.reason === 'absent' && WITHOUT_MONEY.includes(event.kind)) return NOTHING;
  return refuse(read.detail);
}

function chooseSign(kind: EventKind): SignPolicy {
  return kind === 'Refund' || kind === 'Chargeback' ? 'negative' : 'positive';
}

function applySign(amount: DecimalString, sign: 'negative' | 'positive'): DecimalString {
  return sign === 'negative' && !new Big(amount).eq(0) ? `-${amount}` : amount;
}

function refuse(detail: string): DecidedAmount {
  return { ok: false, cause: 'amount-unreadable', detail };
}
