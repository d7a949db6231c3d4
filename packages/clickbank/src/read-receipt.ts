import { createHash } from 'node:crypto';
import type { FieldReader } from './read-fields.js';

const CHARACTERS_MAX = 64;

/**
 * TEST carries asterisks, some abandoned carts nothing: both have no receipt. One that is longer than receipts can
 * be is cut, and keeps a hash of the whole, so that two of them stay two.
 */
export function readReceipt(root: FieldReader, field: string): string | undefined {
  const receipt = root.text(field, Number.POSITIVE_INFINITY)?.trim();
  if (receipt === undefined || /^\**$/.test(receipt)) return undefined;
  if (receipt.length <= CHARACTERS_MAX) return receipt;
  root.unreadable.push(field);
  const hash = createHash('sha256').update(receipt).digest('hex').slice(0, 16);
  return `${receipt.slice(0, CHARACTERS_MAX - 17)}~${hash}`;
}
