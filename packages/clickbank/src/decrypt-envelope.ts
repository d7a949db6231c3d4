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
  // Without padding nothing is held back for the end.
  const padded = decipher.update(ciphertext);
  decipher.final();
  try {
    return UTF8.decode(padded.subarray(0, padded.length - countPadding(padded)));
  } catch {
    return undefined;
  }
}

function countPadding(padded: Buffer): number {
  const last = padded[padded.length - 1] ?? 0;
  const equal = countTrailing(padded, last);
  if (last === 0) return equal;
  return last <= BLOCK_BYTES && last <= equal ? last : 0;
}

function countTrailing(bytes: Buffer, byte: number): number {
  let count = 0;
  while (count < bytes.length && bytes[bytes.length - 1 - count] === byte) count += 1;
  return count;
}
