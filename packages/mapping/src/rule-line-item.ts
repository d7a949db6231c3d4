import { Big } from 'big.js';
import type { DecimalString, LineItem } from '@ins-relay/contracts';
import { dropSign } from './read-amount.js';
import { RuleDecimal } from './rule-decimal.js';

type LineAmount =
  | 'accountAmount'
  | 'productPrice'
  | 'productDiscount'
  | 'taxAmount'
  | 'shippingAmount'
  | 'affiliatePayout'
  | 'jvPayout';

/** The fields of a line item that a condition can name, with their types. */
export const LINE_FIELDS = {
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

/** A line item as conditions see it: every field is there, but amounts that could not be read. */
export class RuleLineItem {
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

function toDecimal(amount: DecimalString): RuleDecimal | undefined {
  const plain = dropSign(amount);
  return plain === undefined ? undefined : new RuleDecimal(new Big(plain));
}
