import { deriveAesKey } from './derive-aes-key.js';

/** A secret key in both forms that INS needs: as text for `cverify`, derived for decrypting. */
export interface SecretKey {
  readonly text: string;
  readonly aesKey: Buffer;
}

/** What tells whether a call is a notification of an account. */
export interface AccountKeys {
  /** Nickname. */
  readonly account: string;
  /** Every one is tried. */
  readonly secretKeys: readonly SecretKey[];
  /** Accept INS 1.0–4.0, which carry only a 32-bit check. */
  readonly legacyVersions: boolean;
}

/** @param secretKey as ClickBank shows it; white space around it is a pasting mistake */
export function readSecretKey(secretKey: string): SecretKey {
  return { text: secretKey.trim(), aesKey: deriveAesKey(secretKey) };
}
