import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 256 bits, for cookies and API tokens. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of such a secret: it has so much chance in it that a fast hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** A password to be typed once: `k7mp-x2rt-9wqd-hn4c`, 79 bits. */
export function createOneTimePassword(): string {
  const characters = [...randomBytes(16)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return (characters.join('').match(/.{4}/g) ?? []).join('-');
}
