import type { Verification } from '@ins-relay/contracts';
import { decryptEnvelope } from './decrypt-envelope.js';
import { parsePayload, type Payload } from './parse-payload.js';
import { readEnvelope, type Envelope } from './read-envelope.js';
import { verifyNotification } from './verify-notification.js';

export type OpenedNotification =
  | {
      readonly ok: true;
      /** The JSON text exactly as it was encrypted. */
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
 * plaintext has to be UTF-8, a JSON object, of a known version, and of this account. Never throws.
 * @param body as it came, whatever the Content-Type
 * @param aesKeys see `deriveAesKey`; every one is tried
 * @param account the connection's nickname
 */
export function openNotification(
  body: Buffer,
  aesKeys: readonly Buffer[],
  account: string,
): OpenedNotification {
  const read = readEnvelope(body);
  if (!read.ok) return read;
  if (read.envelope.form === 'legacy') return { ok: false, cause: 'unknown-version' };
  const decrypted = decryptWithAny(read.envelope, aesKeys);
  if (decrypted === undefined) return { ok: false, cause: 'wrong-secret-key' };
  const { plaintext, value } = decrypted;
  const verified = verifyNotification(value, account);
  if (!verified.ok) return verified;
  const { receipt } = verified.payload;
  return {
    ok: true,
    plaintext,
    payload: verified.payload,
    verification: 'encrypted',
    transactionType: verified.transactionType,
    ...(typeof receipt === 'string' ? { receipt: receipt.slice(0, RECEIPT_CHARACTERS_MAX) } : {}),
  };
}

/** The right key is the one that makes JSON: a wrong one does so about as often as chance writes it. */
function decryptWithAny(
  { ciphertext, iv }: Extract<Envelope, { form: 'encrypted' }>,
  aesKeys: readonly Buffer[],
): { plaintext: string; value: unknown } | undefined {
  for (const aesKey of aesKeys) {
    const plaintext = decryptEnvelope(ciphertext, iv, aesKey);
    if (plaintext === undefined) continue;
    const parsed = parsePayload(plaintext);
    if (parsed.ok) return { plaintext, value: parsed.value };
  }
  return undefined;
}
