import type { LineItem, UpsellFlow } from '@ins-relay/contracts';

/**
 * Whether a sale is an upsell: one of its lines says so, or its flow began with another receipt. The upsell object
 * alone proves nothing, for the original order of a flow carries it too, with its own receipt in it.
 */
export function isUpsell(
  receipt: string | undefined,
  lineItems: readonly LineItem[],
  upsell: UpsellFlow | undefined,
): boolean {
  if (lineItems.some((line) => line.lineItemType === 'UPSELL' || line.lineItemType === 'DOWNSELL'))
    return true;
  const original = upsell?.originalReceipt;
  return original !== undefined && original.toUpperCase() !== receipt?.toUpperCase();
}
