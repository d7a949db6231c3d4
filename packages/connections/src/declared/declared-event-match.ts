import {
  AMOUNT_SOURCES,
  CONVERSION_STATUSES,
  SIGN_POLICIES,
  type AmountSource,
  type ConversionStatus,
  type DecimalString,
  type SignPolicy,
} from '@ins-relay/contracts';
import { checkAmountExpression } from '@ins-relay/mapping';
import type { Flaw } from './checked-by.js';
import { checkUnique } from './check-unique.js';
import { checkCurrency } from './declared-redtrack.js';
import { DeclaredParameter } from './declared-parameter.js';
import { ListOf, OneOf, Text, type TextCheck } from './fields.js';
import { NONE } from './none.js';

/** RedTrack compares types exactly, so a space that nobody sees would send the conversion to the default column. */
const checkConversionType: TextCheck = (type) => {
  if (type !== type.trim()) return { problem: 'begins or ends with a space', fix: 'remove the space' };
  if (type.toLowerCase() === NONE.toLowerCase()) {
    return {
      problem: 'is None, which is no conversion type',
      fix: 'write None instead of the map: `Sale: None`',
    };
  }
  return undefined;
};

const checkSum: TextCheck = (sum) => {
  if (sum.startsWith('-'))
    return { problem: 'is negative', fix: 'write it without the minus, and add `sign: negative`' };
  return /^\d{1,12}(\.\d{1,4})?$/.test(sum)
    ? undefined
    : { problem: 'is not a sum', fix: 'write digits with a dot, such as 0 or 12.50' };
};

const checkExpression: TextCheck = (expression) => {
  const problem = checkAmountExpression(expression);
  if (problem === undefined) return undefined;
  return { problem, fix: 'write a number, such as event.orderAmount - event.taxAmount' };
};

/** What an event becomes. */
export class DeclaredEventMatch {
  /** RedTrack's conversion type; case-sensitive. */
  @Text(100, checkConversionType) type!: string;
  @OneOf(SIGN_POLICIES, 'optional') sign?: SignPolicy;
  /** A fixed sum. */
  @Text(40, checkSum, 'optional') amount?: DecimalString;
  @OneOf(AMOUNT_SOURCES, 'optional') amountFrom?: AmountSource;
  /** CEL over `event`, computed exactly. */
  @Text(500, checkExpression, 'optional') amountExpression?: string;
  /** In which the sum is; the order's own currency for order amounts, the connection's for the rest. */
  @Text(100, checkCurrency, 'optional') currency?: string;
  @OneOf(CONVERSION_STATUSES, 'optional') status?: ConversionStatus;
  /** In addition to the connection's; one of the same name replaces it. */
  @ListOf(() => DeclaredParameter, (list) => checkUnique(list as DeclaredParameter[], 'name'), 'optional')
  parameters?: DeclaredParameter[];
  /** Whose RedTrack it goes to; this connection's when absent. */
  @Text(63, undefined, 'optional') connection?: string;
}

const AMOUNTS = ['amount', 'amountFrom', 'amountExpression'] as const;

/** Which of two amounts would count, nobody could guess. */
export function checkOneAmount(match: object): Flaw[] {
  const given = AMOUNTS.filter((field) => (match as DeclaredEventMatch)[field] !== undefined);
  return given.slice(1).map((field) => ({
    problem: `is a second amount beside ${given[0]}`,
    fix: 'keep one of the two',
    at: [field],
  }));
}
