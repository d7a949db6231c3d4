const SCALE_DIGITS = 6;
const SCALE = 10n ** BigInt(SCALE_DIGITS);

/** Reads a decimal ("-28.94") into millionths of the unit; undefined for anything else, commas and exponents included. */
export function parseSum(text: string): bigint | undefined {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, units = '0', fraction = ''] = match;
  const millionths = BigInt(units) * SCALE + BigInt(fraction.padEnd(SCALE_DIGITS, '0'));
  return sign === '-' ? -millionths : millionths;
}

/** Writes millionths of the unit as a decimal with at least two places: `-28.94`. */
export function formatSum(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(SCALE_DIGITS + 1, '0');
  const fraction = digits.slice(-SCALE_DIGITS).replace(/0{1,4}$/, '');
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -SCALE_DIGITS)}.${fraction}`;
}
