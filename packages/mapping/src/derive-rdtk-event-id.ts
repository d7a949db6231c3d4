import { hash } from 'node:crypto';
import type { RelayEvent } from '@ins-relay/contracts';
import { deriveIdentity } from './derive-identity.js';

const RECEIPT_CHARACTERS_MAX = 32;
const TYPE_CHARACTERS_MAX = 32;
const HASH_CHARACTERS = 16;

/**
 * RedTrack's dedupe key of a postback, `CWOGBZLN-SALE-0123456789abcdef`: made from the identity of the transaction
 * and nothing else, so it is the same on every attempt, every replay, and even after all of our storage was lost.
 * @param ordinal 1 for the first postback of an event; further ones get `-2`, `-3`
 * @param eventId tells apart what is not deduped for good
 * @param resendNumber of an operator's wish to send it once more, as if it were another event
 * @returns letters, digits and dashes, at most 100
 */
export function deriveRdtkEventId(
  event: RelayEvent,
  ordinal: number,
  eventId: string,
  resendNumber?: number,
): string {
  const identity = deriveIdentity(event);
  const key = identity.dedupe === 'for-good' ? identity.key : `${identity.key} ${eventId}`;
  const receipt = sanitize(event.receipt?.toUpperCase() ?? '', RECEIPT_CHARACTERS_MAX) || 'NORECEIPT';
  const type = sanitize(event.transactionType, TYPE_CHARACTERS_MAX) || 'OTHER';
  const suffix = ordinal < 2 ? '' : `-${ordinal}`;
  const again = resendNumber === undefined ? '' : `-r${resendNumber}`;
  return `${receipt}-${type}-${hash('sha256', key, 'hex').slice(0, HASH_CHARACTERS)}${suffix}${again}`;
}

const UNWANTED = /[^A-Za-z0-9-]/g;

function sanitize(text: string, charactersMax: number): string {
  return text.replace(UNWANTED, '').slice(0, charactersMax);
}
