/**
 * The figures of an order, told apart on purpose: whoever takes the wrong one is found out. The account earns
 * `earned`; the product costs three times that; the tax is 8 %.
 */
export interface Figures {
  readonly earned: number;
  readonly price: number;
  readonly tax: number;
  readonly ordered: number;
  /** Absent where no affiliate took part. */
  readonly affiliatePayout?: number;
}

/** ClickBank's TEST is about 1.00, whoever asks for it. */
export const TEST_FIGURES: Figures = { earned: 1, price: 1, tax: 0, ordered: 1 };

/** @param earned a decimal with up to two places, perhaps negative: `28.94` */
export function deriveFigures(earned: string): Figures {
  const cents = toCents(earned);
  const price = cents * 3n;
  const tax = (price * 8n) / 100n;
  return {
    earned: toAmount(cents),
    price: toAmount(price),
    tax: toAmount(tax),
    ordered: toAmount(price + tax),
    affiliatePayout: toAmount((cents * 3n) / 2n),
  };
}

function toCents(decimal: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(decimal);
  if (match === null) throw new Error(`${decimal} is not an amount with up to two places`);
  const [, sign, units = '0', fraction = ''] = match;
  return BigInt(`${sign}${units}${fraction.padEnd(2, '0')}`);
}

/** The number that is written as these cents; no arithmetic is done with it. */
function toAmount(cents: bigint): number {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return Number(`${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
}
