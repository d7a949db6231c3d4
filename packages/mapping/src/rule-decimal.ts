import { Big } from 'big.js';
import type { Environment } from '@marcbachmann/cel-js';

/** An amount in conditions and expressions: exact, where a binary number would turn 0.1 + 0.2 into something else. */
export class RuleDecimal {
  readonly value: Big;

  constructor(value: Big | string) {
    this.value = new Big(value);
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
const COMPARING: Readonly<Record<string, (a: Big, b: Big) => boolean>> = {
  '<': (a, b) => a.lt(b),
  '<=': (a, b) => a.lte(b),
  '>': (a, b) => a.gt(b),
  '>=': (a, b) => a.gte(b),
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
    for (const [operator, compare] of Object.entries(COMPARING)) {
      environment.registerOperator(`${left} ${operator} ${right}: bool`, (a: Operand, b: Operand) =>
        compare(toBig(a), toBig(b)),
      );
    }
    // The other way round follows by itself.
    if (left === 'Decimal') {
      environment.registerOperator(`${left} == ${right}: bool`, (a: Operand, b: Operand) =>
        toBig(a).eq(toBig(b)),
      );
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

function divide(dividend: Big, divisor: Big): Big {
  if (divisor.eq(0)) throw new DivisionByZeroError();
  return dividend.div(divisor);
}
