import type { DecimalString } from '@ins-relay/contracts';

/** More digits than any currency's amounts have; a larger number is no amount. */
const DIGITS_MAX = 17;

/**
 * Reads an amount of INS 1.0–4.0: whole cents. The sign is dropped, as in `parseAmount`.
 * @returns a decimal with two places ("33.22"), or undefined; a text with a dot is no number of cents
 */
export function parseCents(text: string): DecimalString | undefined {
  const digits = /^[+-]?(\d+)$/.exec(text.trim())?.[1]?.replace(/^0+(?=\d)/, '');
  if (digits === undefined || digits.length > DIGITS_MAX) return undefined;
  const padded = digits.padStart(3, '0');
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`;
}
