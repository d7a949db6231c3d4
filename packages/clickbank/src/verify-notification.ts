import type { Payload } from './parse-payload.js';
import { normalizeTransactionType } from './determine-event-kind.js';

export type VerifiedNotification =
  | { readonly ok: true; readonly payload: Payload; readonly transactionType: string }
  | { readonly ok: false; readonly cause: 'not-a-notification' | 'unknown-version' | 'wrong-account' };

const ENCRYPTED_VERSIONS: readonly number[] = [6, 7, 8];

/**
 * Whether a decrypted value is a notification of this account: a JSON object with a transaction type, a version
 * that is encrypted (6.0, 7.0, 8.0), and the account as its vendor or affiliate.
 */
export function verifyNotification(value: unknown, account: string): VerifiedNotification {
  if (!isPayload(value)) return { ok: false, cause: 'not-a-notification' };
  const { transactionType, version, vendor, affiliate } = value;
  if (typeof transactionType !== 'string' || transactionType.trim() === '' || version === undefined) {
    return { ok: false, cause: 'not-a-notification' };
  }
  if (!isEncryptedVersion(version)) return { ok: false, cause: 'unknown-version' };
  if (!isAccount(vendor, account) && !isAccount(affiliate, account))
    return { ok: false, cause: 'wrong-account' };
  return { ok: true, payload: value, transactionType: normalizeTransactionType(transactionType) };
}

/** As a number or as text: an array of one number would count as one too, and some objects cannot be converted. */
function isEncryptedVersion(version: unknown): boolean {
  if (typeof version !== 'number' && typeof version !== 'string') return false;
  return ENCRYPTED_VERSIONS.includes(Number(version));
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a notification names this account; upper and lower case are the same. */
export function isAccount(nickname: unknown, account: string): boolean {
  return typeof nickname === 'string' && nickname.trim().toLowerCase() === account.trim().toLowerCase();
}
