import type { EventKind, UpsellFlow } from '@ins-relay/contracts';

/** They carry the receipt of the sale or rebill that they change. */
const CHANGING: readonly EventKind[] = [
  'Refund',
  'Chargeback',
  'CancelRebill',
  'UncancelRebill',
  'SubscriptionChange',
];
const REBILL_RECEIPT = /^(.+)-B\d+$/i;

/**
 * The receipt from which an event may inherit its click id: the original order of an upsell, the first sale of a
 * rebill (the text before `-B002`), or the sale that a refund, chargeback or cancellation is about.
 */
export function findParentReceipt(
  kind: EventKind,
  receipt: string | undefined,
  upsell: UpsellFlow | undefined,
): string | undefined {
  const firstSale = receipt === undefined ? undefined : REBILL_RECEIPT.exec(receipt)?.[1];
  if (firstSale !== undefined) return firstSale;
  if (CHANGING.includes(kind)) return receipt;
  const original = upsell?.originalReceipt;
  return original?.toUpperCase() === receipt?.toUpperCase() ? undefined : original;
}
