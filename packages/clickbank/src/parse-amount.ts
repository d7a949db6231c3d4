import type { DecimalString } from '@ins-relay/contracts';

/** More digits than any currency's amounts have; a larger number is no amount. */
const INTEGER_DIGITS_MAX = 15;
const DECIMAL = /^[+-]?(\d+)(?:\.(\d*))?$/;

/**
 * Reads an amount: a number, or text that is one. Which sign ClickBank gives to a reversal is disputed, so it is
 * dropped here and derived from the event later.
 * @returns a decimal of at least two places, exact ("28.94", "240.00"), or undefined if it is no amount
 */
export function parseAmount(value: unknown): DecimalString | undefined {
  const text = typeof value === 'number' ? writeNumber(value) : typeof value === 'string' ? value.trim() : '';
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const integer = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (integer.length > INTEGER_DIGITS_MAX) return undefined;
  return `${integer}.${fraction.padEnd(2, '0')}`;
}

/** The shortest decimal text of a double is exactly what was written, up to 15 digits; exponents only beyond. */
function writeNumber(value: number): string {
  const text = String(value);
  return /e-/i.test(text) && Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, '') : text;
}
