import { timingSafeEqual } from 'node:crypto';
import type { AccountKeys } from '../account-keys.js';
import { normalizeTransactionType } from '../determine-event-kind.js';
import { isAccount } from '../verify-notification.js';
import { computeCverify } from './compute-cverify.js';
import { detectLegacyVersion, type LegacyFields } from './legacy-fields.js';

export type VerifiedLegacyNotification =
  | { readonly ok: true; readonly transactionType: string }
  | {
      readonly ok: false;
      readonly cause: 'wrong-secret-key' | 'not-a-notification' | 'unknown-version' | 'wrong-account';
    };

const VERSIONS: readonly string[] = ['1.0', '2.0', '2.1', '4.0'];

/**
 * Whether a form is a notification of this account. The check has 32 bits, so it is weak, and accepted only where a
 * connection turns legacy versions on. It comes first: nothing else is told to whoever does not know the secret.
 */
export function verifyLegacyNotification(
  fields: LegacyFields,
  keys: AccountKeys,
): VerifiedLegacyNotification {
  const version = detectLegacyVersion(fields);
  if (!keys.legacyVersions) return { ok: false, cause: 'unknown-version' };
  const order = version === '1.0' ? '1.0' : 'sorted';
  let isVerified = false;
  for (const { text } of keys.secretKeys) {
    if (isEqual(computeCverify(fields, text, order), fields.get('cverify') ?? '')) isVerified = true;
  }
  if (!isVerified) return { ok: false, cause: 'wrong-secret-key' };
  if (!VERSIONS.includes(version)) return { ok: false, cause: 'unknown-version' };
  const transactionType = fields.get('ctransaction')?.trim() ?? '';
  if (transactionType === '') return { ok: false, cause: 'not-a-notification' };
  const parties = ['ctransvendor', 'ctranspublisher', 'ctransaffiliate'].map((name) => fields.get(name));
  if (!parties.some((party) => isAccount(party, keys.account))) return { ok: false, cause: 'wrong-account' };
  return { ok: true, transactionType: normalizeTransactionType(transactionType) };
}

/** In constant time for texts of one length; lengths are no secret. */
function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given.trim().toUpperCase())];
  return a.length === b.length && timingSafeEqual(a, b);
}
