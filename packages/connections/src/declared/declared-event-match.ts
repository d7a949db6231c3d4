import {
  AMOUNT_SOURCES,
  CONVERSION_STATUSES,
  SIGN_POLICIES,
  type AmountSource,
  type ConversionStatus,
  type DecimalString,
  type SignPolicy,
} from '@ins-relay/contracts';
import { NONE } from './none.js';
import { OneOf, Text, type TextCheck } from './fields.js';

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

/** What an event becomes. */
export class DeclaredEventMatch {
  /** RedTrack's conversion type; case-sensitive. */
  @Text(100, checkConversionType) type!: string;
  @OneOf(SIGN_POLICIES, 'optional') sign?: SignPolicy;
  /** A fixed sum; wins over `amountFrom`. */
  @Text(40, checkSum, 'optional') amount?: DecimalString;
  @OneOf(AMOUNT_SOURCES, 'optional') amountFrom?: AmountSource;
  @OneOf(CONVERSION_STATUSES, 'optional') status?: ConversionStatus;
}
