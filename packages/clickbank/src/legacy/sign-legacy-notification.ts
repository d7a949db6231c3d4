import { computeCverify } from './compute-cverify.js';
import { detectLegacyVersion } from './legacy-fields.js';

/**
 * Writes the body of a call of INS 1.0–4.0, for the sandbox and tests. Its oracle is the genuine posts in
 * `fixtures/`.
 * @param given without `cverify`
 */
export function signLegacyNotification(given: Readonly<Record<string, string>>, secretKey: string): string {
  const fields = new Map(Object.entries(given));
  const order = detectLegacyVersion(fields) === '1.0' ? '1.0' : 'sorted';
  const cverify = computeCverify(fields, secretKey.trim(), order);
  return new URLSearchParams({ ...given, cverify }).toString();
}
