const DECIMALS = 4;
const DECIMAL = /^(-?)(\d{1,11})(?:\.(\d+))?$/;

/**
 * A sum as a whole number that Redis can add up.
 * @param sum decimal text, may be negative
 * @returns in ten-thousandths; undefined if it is no number, or too large to be money
 */
export function toMoneyCount(sum: string): number | undefined {
  const match = DECIMAL.exec(sum);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const count = Number(`${whole}${fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0')}`);
  return sign === '-' && count !== 0 ? -count : count;
}

/** The way back: two decimals, or as many as it has. */
export function fromMoneyCount(count: bigint): string {
  const digits = String(count < 0n ? -count : count).padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0{1,2}$/, '');
  return `${count < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}.${fraction}`;
}
