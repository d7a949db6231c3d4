import { createDecipheriv } from 'node:crypto';

const BLOCK_BYTES = 16;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decrypts AES-256-CBC and takes the padding off: PKCS#7 where it is valid, otherwise trailing zero bytes, which
 * old mcrypt senders leave.
 * @returns the text, or undefined if it is no UTF-8: most likely another key
 */
export function decryptEnvelope(ciphertext: Buffer, iv: Buffer, aesKey: Buffer): string | undefined {
  const decipher = createDecipheriv('aes-256-cbc', aesKey, iv);
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  try {
    return UTF8.decode(padded.subarray(0, padded.length - countPadding(padded)));
  } catch {
    return undefined;
  }
}

function countPadding(padded: Buffer): number {
  const count = padded[padded.length - 1] ?? 0;
  if (count >= 1 && count <= BLOCK_BYTES && padded.subarray(-count).every((byte) => byte === count))
    return count;
  let zeros = 0;
  while (zeros < padded.length && padded[padded.length - 1 - zeros] === 0) zeros += 1;
  return zeros;
}
