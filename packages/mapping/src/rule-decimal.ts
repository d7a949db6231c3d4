import { Big } from 'big.js';
import type { Environment } from '@marcbachmann/cel-js';

/** An amount in conditions and expressions: exact, where a binary number would turn 0.1 + 0.2 into something else. */
export class RuleDecimal {
  readonly value: Big;
  /** The nearest double. */
  readonly double: number;

  constructor(value: Big | string) {
    this.value = new Big(value);
    this.double = Number(value);
  }
}

/** CEL wraps no errors of operators, so this one comes out as it is. */
export class DivisionByZeroError extends Error {
  constructor() {
    super('it divides by zero');
  }
}

type Operand = RuleDecimal | number | bigint;

const COMPUTING: Readonly<Record<string, (a: Big, b: Big) => Big>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': divide,
};
/** What compares amounts, exactly; `!=` follows from `==`. */
export const DECIMAL_COMPARISONS: Readonly<Record<string, (a: Operand, b: Operand) => boolean>> = {
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
  // The other way round follows by itself.
  '==': (a, b) => compare(a, b) === 0,
};

/**
 * Makes `Decimal` known: it computes and compares with its like and with plain numbers, of which the decimal text
 * that was written counts. `sum()` adds up a list.
 */
export function registerDecimal(environment: Environment): Environment {
  environment.registerType('Decimal', { ctor: RuleDecimal, fields: {} });
  for (const [left, right] of [
    ['Decimal', 'Decimal'],
    ['Decimal', 'int'],
    ['Decimal', 'double'],
    ['int', 'Decimal'],
    ['double', 'Decimal'],
  ]) {
    for (const [operator, compute] of Object.entries(COMPUTING)) {
      environment.registerOperator(
        `${left} ${operator} ${right}: Decimal`,
        (a: Operand, b: Operand) => new RuleDecimal(compute(toBig(a), toBig(b))),
      );
    }
    for (const [operator, holds] of Object.entries(DECIMAL_COMPARISONS)) {
      if (operator === '==' && left !== 'Decimal') continue;
      environment.registerOperator(`${left} ${operator} ${right}: bool`, holds);
    }
  }
  environment.registerFunction(
    'list<Decimal>.sum(): Decimal',
    (list: RuleDecimal[]) => new RuleDecimal(list.reduce((sum, { value }) => sum.plus(value), new Big(0))),
  );
  return environment;
}

function toBig(operand: Operand): Big {
  return operand instanceof RuleDecimal ? operand.value : new Big(String(operand));
}

/** Far more than what is lost where a decimal becomes a double. */
const DOUBLE_ERROR = 1e-12;

/** @returns less than, more than or 0, exact; only numbers that are close have to be looked at as decimals */
function compare(a: Operand, b: Operand): number {
  const [left, right] = [toDouble(a), toDouble(b)];
  const difference = left - right;
  const isClear = Math.abs(difference) > DOUBLE_ERROR * (Math.abs(left) + Math.abs(right));
  return isClear ? difference : toBig(a).cmp(toBig(b));
}

function toDouble(operand: Operand): number {
  return operand instanceof RuleDecimal ? operand.double : Number(operand);
}

function divide(dividend: Big, divisor: Big): Big {
  if (divisor.eq(0)) throw new DivisionByZeroError();
  return dividend.div(divisor);
}
