import { createHash } from 'node:crypto';
import type { LegacyFields } from './legacy-fields.js';

/** INS 1.0 hashes these, in this order; later versions hash all there are, sorted by name. */
const ORDER_OF_1_0 = [
  'ccustname',
  'ccustemail',
  'ccustcc',
  'ccuststate',
  'ctransreceipt',
  'cproditem',
  'ctransaction',
  'ctransaffiliate',
  'ctranspublisher',
  'cprodtype',
  'cprodtitle',
  'ctranspaymentmethod',
  'ctransamount',
  'caffitid',
  'cvendthru',
] as const;
const CHARACTERS = 8;

/**
 * The check of INS 1.0–4.0: the values joined by `|`, then the secret key, SHA-1, of whose hex the first 8
 * characters count, upper case. Empty values count too. Proven on genuine posts, see `fixtures/`.
 */
export function computeCverify(fields: LegacyFields, secretKey: string, order: 'sorted' | '1.0'): string {
  const names =
    order === '1.0'
      ? ORDER_OF_1_0
      : [...fields.keys()].filter((name) => name !== 'cverify').sort(compareCodeUnits);
  const values = names.map((name) => fields.get(name) ?? '');
  const digest = createHash('sha1')
    .update([...values, secretKey].join('|'), 'utf8')
    .digest('hex');
  return digest.slice(0, CHARACTERS).toUpperCase();
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
