import type { RelayEvent } from '@ins-relay/contracts';

export const CLICK_ID = '65f1c0de65f1c0de65f1c0de';

/** A sale as the decoder gives it; what a test is about goes into `overrides`. */
export function sampleEvent(overrides: Partial<RelayEvent> = {}): RelayEvent {
  return {
    kind: 'Sale',
    transactionType: 'SALE',
    version: '7.0',
    verification: 'encrypted',
    account: 'acme',
    role: 'VENDOR',
    receipt: 'CWOGBZLN',
    transactionTime: '2026-11-23T12:15:00.000Z',
    totalAccountAmount: '28.94',
    totalOrderAmount: '47.00',
    totalTaxAmount: '3.50',
    trackingCodes: [CLICK_ID],
    lineItems: [{ itemNo: '1', productTitle: 'Guide', quantity: 1 }],
    customer: { email: 'Buyer@Example.test', zip: '85050' },
    vendorVariables: {},
    affiliateTracking: {},
    commonTracking: {},
    extra: {},
    unreadable: [],
    ...overrides,
  };
}
