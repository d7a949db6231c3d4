import { createCipheriv } from 'node:crypto';
import { deriveAesKey } from './derive-aes-key.js';

/** Amounts and the version, which ClickBank writes with their decimals: `28.90`, `7.0`. */
const AMOUNT_KEY = /(amount|price|discount|payout)$/i;

/**
 * Encrypts a notification as ClickBank does (6.0 and later), for the sandbox and for tests. It is never the only
 * proof of the decoder: that is the genuine capture in `fixtures/`.
 * @param iv 16 bytes
 */
export function encryptNotification(
  payload: unknown,
  secretKey: string,
  iv: Buffer,
): { notification: string; iv: string } {
  const cipher = createCipheriv('aes-256-cbc', deriveAesKey(secretKey), iv);
  const encrypted = Buffer.concat([cipher.update(writePayload(payload), 'utf8'), cipher.final()]);
  return { notification: encrypted.toString('base64'), iv: iv.toString('base64') };
}

/** Compact JSON in which amounts have two decimals and the version one, as in genuine captures. */
export function writePayload(value: unknown, key = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => writePayload(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${writePayload(item, name)}`).join(',')}}`;
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (key === 'version' && Number.isInteger(value)) return value.toFixed(1);
    if (AMOUNT_KEY.test(key) && Math.abs(value) < 1e15) {
      const text = value.toFixed(2);
      if (Number(text) === value) return text;
    }
  }
  return JSON.stringify(value) ?? 'null';
}
