import { createHash } from 'node:crypto';
import type { RelayEvent } from '@ins-relay/contracts';

export interface Identity {
  /** False for TEST: ClickBank sends it again and again with the same constant content, and each counts. */
  readonly deduped: boolean;
  /** 32 characters of base64url (192 bits). */
  readonly key: string;
}

/**
 * Transactions of which a receipt has one. Everything else (reversals, cancellations, changes) may come several
 * times for one receipt, so its time is part of the identity.
 */
const ONCE_PER_RECEIPT: readonly string[] = ['SALE', 'BILL', 'TEST-SALE', 'TEST-BILL'];

/**
 * What makes two notifications the same transaction: account, role, receipt and transaction type, and the time
 * where a type can recur. Neither the attempt count (it grows with every re-send) nor the line items are part of
 * it. The time is an instant, so a re-send in another version's format is still the same.
 */
export function deriveIdentity(event: RelayEvent): Identity {
  const { account, role, transactionType } = event;
  const parts = [account, role, transactionType, event.receipt?.toUpperCase() ?? ''];
  if (event.receipt === undefined || !ONCE_PER_RECEIPT.includes(transactionType)) {
    parts.push(event.transactionTime ?? event.transactionTimeRaw ?? '');
  }
  if (event.receipt === undefined) parts.push(...describeWithoutReceipt(event));
  return { deduped: transactionType !== 'TEST', key: hashParts(parts) };
}

/** An abandoned cart may have no receipt: who it was and what was in the cart tells it from another at that time. */
function describeWithoutReceipt(event: RelayEvent): string[] {
  const items = event.lineItems.map((line) => line.itemNo ?? '');
  return [event.customer.email?.toLowerCase() ?? '', event.trackingCodes.join(' '), items.join(' ')];
}

/** Each part goes in with its length, so that no two lists of parts look alike. */
function hashParts(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part};`, 'utf8');
  return hash.digest().subarray(0, 24).toString('base64url');
}
