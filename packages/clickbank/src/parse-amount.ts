import type { DecimalString } from '@ins-relay/contracts';

/** More digits than any currency's amounts have; a larger number is no amount. */
const INTEGER_DIGITS_MAX = 15;
const MAGNITUDE_LIMIT = 10 ** INTEGER_DIGITS_MAX;
const DECIMAL = /^[+-]?(\d+)(?:\.(\d*))?$/;

/**
 * Reads an amount: a number, or text that is one. Which sign ClickBank gives to a reversal is disputed, so it is
 * dropped here and derived from the event later.
 * @returns a decimal of at least two places, exact ("28.94", "240.00"), or undefined if it is no amount
 */
export function parseAmount(value: unknown): DecimalString | undefined {
  if (typeof value === 'number') return writeMagnitude(Math.abs(value));
  return typeof value === 'string' ? normalizeDecimal(value.trim()) : undefined;
}

/** The shortest decimal text of a double is exactly what was written, up to 15 digits. */
function writeMagnitude(magnitude: number): DecimalString | undefined {
  if (Number.isNaN(magnitude) || magnitude >= MAGNITUDE_LIMIT) return undefined;
  if (Number.isInteger(magnitude)) return `${magnitude}.00`;
  const text = String(magnitude);
  if (text.includes('e')) return normalizeDecimal(magnitude.toFixed(20));
  return text.at(-2) === '.' ? `${text}0` : text;
}

function normalizeDecimal(text: string): DecimalString | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const integer = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (integer.length > INTEGER_DIGITS_MAX) return undefined;
  return `${integer}.${fraction.padEnd(2, '0')}`;
}
