import { createHash } from 'node:crypto';

/**
 * The AES-256 key of a secret key: the first 32 characters of its lower-case hex SHA-1, as ASCII bytes (not the
 * 16 bytes they spell). Proven on a genuine capture, see `fixtures/`.
 * @param secretKey as ClickBank shows it; white space around it is a pasting mistake
 */
export function deriveAesKey(secretKey: string): Buffer {
  const digest = createHash('sha1').update(secretKey.trim(), 'utf8').digest('hex');
  return Buffer.from(digest.slice(0, 32), 'ascii');
}
