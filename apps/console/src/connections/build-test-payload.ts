import type { TestEventRequest } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';

const VERSION = 7;

export interface TestSale {
  readonly receipt: string;
  readonly clickId: string;
  /** Decimal. */
  readonly amount: string;
}

/** What ClickBank's “Test URL” sends (INS 7.0). Pure. */
export function buildTestPayload({ clickbank }: Connection, atMs: number): object {
  return {
    transactionTime: formatTime(atMs),
    receipt: '********',
    transactionType: 'TEST',
    vendor: clickbank.account,
    role: 'VENDOR',
    totalAccountAmount: 1,
    paymentMethod: 'VISA',
    totalOrderAmount: 1,
    totalTaxAmount: 0,
    totalShippingAmount: 0,
    currency: 'USD',
    lineItems: [buildLine('A passed in title', 1)],
    customer: { shipping: { address: {} }, billing: { address: {} } },
    version: VERSION,
    attemptCount: 1,
  };
}

/** A sale like a genuine one, of nobody. Pure. */
export function buildSalePayload(
  { clickbank: { account, role } }: Connection,
  { amount, clickId, receipt }: TestSale,
  atMs: number,
): object {
  const isVendor = role === 'VENDOR';
  const sum = Number(amount);
  return {
    transactionTime: formatTime(atMs),
    receipt,
    transactionType: 'SALE',
    vendor: isVendor ? account : 'somevendor',
    affiliate: isVendor ? undefined : account,
    role,
    totalAccountAmount: sum,
    paymentMethod: 'VISA',
    ...(isVendor ? { totalOrderAmount: sum, totalTaxAmount: 0, totalShippingAmount: 0 } : {}),
    currency: 'USD',
    trackingCodes: [clickId],
    lineItems: [buildLine('Test of INS Relay', sum)],
    customer: { shipping: { address: {} }, billing: { address: {} } },
    version: VERSION,
    attemptCount: 1,
  };
}

/** What is wanted of a sale, with what was left open filled in. */
export function planSale(
  { amount = '1.00', clickId }: TestEventRequest,
  chooseCharacter: () => string,
): TestSale {
  const draw = (count: number) => Array.from({ length: count }, chooseCharacter).join('');
  return { receipt: `T${draw(7)}`, clickId: clickId ?? `test${draw(20).toLowerCase()}`, amount };
}

function buildLine(productTitle: string, amount: number): object {
  return {
    itemNo: '1',
    productTitle,
    shippable: false,
    recurring: false,
    accountAmount: amount,
    quantity: 1,
    lineItemType: 'ORIGINAL',
    productPrice: amount,
    productDiscount: 0,
    taxAmount: 0,
    shippingAmount: 0,
    shippingLiable: false,
  };
}

/** `20261124T053000-0700`: compact, as INS 7.0 writes it. */
function formatTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}+0000`;
}
