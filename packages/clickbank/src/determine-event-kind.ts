import type { EventKind } from '@ins-relay/contracts';

/** The transaction types of INS 1.0–8.0 and the names by which a marketer knows them. */
const KINDS: Readonly<Record<string, EventKind>> = {
  SALE: 'Sale',
  BILL: 'Rebill',
  RFND: 'Refund',
  CGBK: 'Chargeback',
  // An eCheck that bounced; ClickBank counts it with the chargebacks.
  INSF: 'Chargeback',
  'CANCEL-REBILL': 'CancelRebill',
  'UNCANCEL-REBILL': 'UncancelRebill',
  'ABANDONED-ORDER': 'CartAbandonment',
  // Not of INS: the order-form pixel.
  'INITIATE-CHECKOUT': 'InitiateCheckout',
  TEST: 'TestTransactions',
  'TEST-SALE': 'TestTransactions',
  'TEST-BILL': 'TestTransactions',
  'TEST-RFND': 'TestTransactions',
  'TEST-CGBK': 'TestTransactions',
  'TEST-INSF': 'TestTransactions',
  'CANCEL-TEST-REBILL': 'TestTransactions',
  'UNCANCEL-TEST-REBILL': 'TestTransactions',
  'TEST-CANCEL-REBILL': 'TestTransactions',
  'TEST-UNCANCEL-REBILL': 'TestTransactions',
};

/** Upper case with dashes: `-` and `_`, and any case, are in use for the same type. */
export function normalizeTransactionType(transactionType: string): string {
  return transactionType.trim().toUpperCase().replaceAll('_', '-').slice(0, 64);
}

/**
 * The event kind of a normalized transaction type. A type nobody knows is `Other`: recorded, answered 200.
 * @param isUpsell see `isUpsell`; only a sale can be one
 */
export function determineEventKind(transactionType: string, isUpsell: boolean): EventKind {
  if (transactionType === 'SALE' && isUpsell) return 'Upsell';
  const kind = Object.hasOwn(KINDS, transactionType) ? KINDS[transactionType] : undefined;
  if (kind !== undefined) return kind;
  // Its value may go on with the SKUs of the change.
  if (transactionType.startsWith('SUBSCRIPTION-CHG')) return 'SubscriptionChange';
  return transactionType.startsWith('TEST-') ? 'TestTransactions' : 'Other';
}
