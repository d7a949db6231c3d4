import { randomBytes } from 'node:crypto';

export const CLICK_ID = '65f1c0de65f1c0de65f1c0de';

/** A receipt no other test has. */
export function newReceipt(): string {
  return randomBytes(4).toString('hex').toUpperCase();
}

/** A 7.0 sale of account `acme`; `overrides` replace root keys, undefined removes them. */
export function sampleNotification(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const receipt = (overrides['receipt'] as string | undefined) ?? newReceipt();
  const payload: Record<string, unknown> = {
    transactionTime: '20261123T041500-0800',
    receipt,
    transactionType: 'SALE',
    vendor: 'acme',
    affiliate: 'somebody',
    role: 'VENDOR',
    totalAccountAmount: 28.94,
    paymentMethod: 'VISA',
    totalOrderAmount: 47,
    totalTaxAmount: 0,
    totalShippingAmount: 0,
    currency: 'USD',
    orderLanguage: 'EN',
    trackingCodes: [CLICK_ID],
    lineItems: [
      {
        itemNo: '1',
        productTitle: 'Field guide & map',
        shippable: false,
        recurring: false,
        accountAmount: 28.94,
        quantity: 1,
        lineItemType: 'ORIGINAL',
        productPrice: 47,
      },
    ],
    customer: {
      shipping: { firstName: 'Planted', lastName: 'Name', fullName: 'Planted Name', address: {} },
      billing: { email: 'planted.buyer@example.test', address: { postalCode: '85050', country: 'US' } },
    },
    upsell: { upsellOriginalReceipt: receipt, upsellFlowId: 55 },
    version: 7,
    attemptCount: 1,
    ...overrides,
  };
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
}
