import type { Verification } from '@ins-relay/contracts';
import type { AccountKeys, SecretKey } from './account-keys.js';
import { decryptEnvelope } from './decrypt-envelope.js';
import type { LegacyFields } from './legacy/legacy-fields.js';
import { verifyLegacyNotification } from './legacy/verify-legacy-notification.js';
import { parsePayload, type Payload } from './parse-payload.js';
import { readEnvelope, type Envelope } from './read-envelope.js';
import { verifyNotification } from './verify-notification.js';

export type OpenedNotification =
  | {
      readonly ok: true;
      /** The JSON text exactly as it was encrypted; of a form, its fields as JSON. */
      readonly plaintext: string;
      readonly payload: Payload;
      readonly verification: Verification;
      readonly transactionType: string;
      readonly receipt?: string;
    }
  | { readonly ok: false; readonly cause: OpenFailure };

export type OpenFailure =
  | 'not-an-envelope'
  | 'bad-encoding'
  | 'wrong-secret-key'
  | 'not-a-notification'
  | 'unknown-version'
  | 'wrong-account';

const RECEIPT_CHARACTERS_MAX = 64;

/**
 * Decrypts and verifies one call of the INS URL. INS is encrypted but not signed, and CBC can be altered; so the
 * plaintext has to be UTF-8, a JSON object, of a known version, and of this account. Versions before 6.0 come as a
 * form with a check of 32 bits. Never throws.
 * @param body as it came, whatever the Content-Type
 */
export function openNotification(body: Buffer, keys: AccountKeys): OpenedNotification {
  const read = readEnvelope(body);
  if (!read.ok) return read;
  return read.envelope.form === 'legacy'
    ? openLegacy(read.envelope.fields, keys)
    : openEncrypted(read.envelope, keys);
}

function openEncrypted(
  envelope: Extract<Envelope, { form: 'encrypted' }>,
  { account, secretKeys }: AccountKeys,
): OpenedNotification {
  const decrypted = decryptWithAny(envelope, secretKeys);
  if (decrypted === undefined) return { ok: false, cause: 'wrong-secret-key' };
  const { plaintext, value } = decrypted;
  const verified = verifyNotification(value, account);
  if (!verified.ok) return verified;
  const { payload, transactionType } = verified;
  return {
    ok: true,
    plaintext,
    payload,
    verification: 'encrypted',
    transactionType,
    ...pickReceipt(payload['receipt']),
  };
}

function openLegacy(fields: LegacyFields, keys: AccountKeys): OpenedNotification {
  const verified = verifyLegacyNotification(fields, keys);
  if (!verified.ok) return verified;
  const payload = Object.fromEntries(fields);
  return {
    ok: true,
    plaintext: JSON.stringify(payload),
    payload,
    verification: 'cverify',
    transactionType: verified.transactionType,
    ...pickReceipt(payload['ctransreceipt']),
  };
}

function pickReceipt(receipt: unknown): { receipt?: string } {
  return typeof receipt === 'string' && receipt !== ''
    ? { receipt: receipt.slice(0, RECEIPT_CHARACTERS_MAX) }
    : {};
}

/** The right key is the one that makes JSON: a wrong one does so about as often as chance writes it. */
function decryptWithAny(
  { ciphertext, iv }: Extract<Envelope, { form: 'encrypted' }>,
  secretKeys: readonly SecretKey[],
): { plaintext: string; value: unknown } | undefined {
  for (const { aesKey } of secretKeys) {
    const plaintext = decryptEnvelope(ciphertext, iv, aesKey);
    if (plaintext === undefined) continue;
    const parsed = parsePayload(plaintext);
    if (parsed.ok) return { plaintext, value: parsed.value };
  }
  return undefined;
}
