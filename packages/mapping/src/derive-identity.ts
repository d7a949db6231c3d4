import { hash } from 'node:crypto';
import type { RelayEvent } from '@ins-relay/contracts';
import { looksLikeClickId } from './looks-like-click-id.js';

export interface Identity {
  /**
   * `for-good`; `in-window` for pixel hits, for the same click may reach the order form again another day; `never`
   * for TEST: its content is constant, and every press of "Test URL" is meant to be seen.
   */
  readonly dedupe: 'for-good' | 'in-window' | 'never';
  /** 32 characters of base64url (192 bits). */
  readonly key: string;
}

/**
 * Transactions of which a receipt has one. Everything else (reversals, cancellations, changes, types nobody knows)
 * may come several times for one receipt, so its time is part of the identity. Their time is not: a re-send whose
 * time was written differently must never become a second sale.
 */
const ONCE_PER_RECEIPT: readonly string[] = ['SALE', 'BILL', 'TEST-SALE', 'TEST-BILL'];

/**
 * What makes two notifications the same transaction: account, role, receipt, transaction type, and the time where a
 * type can recur.
 *
 * - Account and role, because one receipt is reported to the vendor and to the affiliate, with different amounts.
 * - The transaction type, not our event kind: a re-send that tells the lines differently could turn a Sale into an
 *   Upsell.
 * - The time as an instant, so the same transaction in another INS version's format is the same. Text that is no
 *   time is taken as it is: a re-send repeats it.
 * - Not the attempt count, which grows with every re-send, nor the lines, which one notification lists together.
 * - A purchase that ClickBank's S2S postback reports is the same transaction as the one that INS reports.
 * - An abandoned cart may have no receipt: the time, the customer, the tracking codes and the items stand in for it.
 */
export function deriveIdentity(event: RelayEvent): Identity {
  const known = derived.get(event);
  if (known !== undefined) return known;
  const identity = derive(event);
  derived.set(event, identity);
  return identity;
}

/** Events never change, and both the claim and every postback ask. */
const derived = new WeakMap<RelayEvent, Identity>();

function derive(event: RelayEvent): Identity {
  const { account, pixelType, role, transactionType } = event;
  if (pixelType !== undefined && !ONCE_PER_RECEIPT.includes(transactionType)) {
    // Browsers fire it again and again, and ClickBank's S2S postback may report the same click.
    return {
      dedupe: 'in-window',
      key: hashParts([account, 'pixel', transactionType, ...describePixelHit(event)]),
    };
  }
  const receipt = event.receipt?.toUpperCase();
  const parts = [account, role, transactionType, receipt ?? ''];
  if (receipt === undefined || !ONCE_PER_RECEIPT.includes(transactionType)) {
    parts.push(event.transactionTime ?? event.transactionTimeRaw ?? '');
  }
  if (receipt === undefined) parts.push(...describeWithoutReceipt(event));
  return { dedupe: transactionType === 'TEST' ? 'never' : 'for-good', key: hashParts(parts) };
}

/** The number of tracking codes goes first, so that a code is never taken for an item. */
function describeWithoutReceipt({ customer, trackingCodes, lineItems }: RelayEvent): string[] {
  const items = lineItems.map((line) => line.itemNo ?? '');
  return [customer.email?.toLowerCase() ?? '', String(trackingCodes.length), ...trackingCodes, ...items];
}

/**
 * A browser tells its click id once, ClickBank's server perhaps in several places: what looks like a click id counts,
 * wherever it stands.
 */
function describePixelHit({ trackingCodes, affiliateTracking, receipt }: RelayEvent): string[] {
  const values = [...new Set([...trackingCodes, ...Object.values(affiliateTracking)])];
  const clickIds = values.filter(looksLikeClickId);
  return [receipt ?? '', ...(clickIds.length > 0 ? clickIds : values).sort()];
}

const KEY_CHARACTERS = 32;

/** Each part goes in with its length, so that no two lists of parts look alike. */
function hashParts(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${part.length}:${part};`;
  return hash('sha256', text, 'base64url').slice(0, KEY_CHARACTERS);
}
