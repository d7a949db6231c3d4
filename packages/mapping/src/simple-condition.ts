import type { ASTNode } from '@marcbachmann/cel-js';
import { compareDecimals, RuleDecimal } from './rule-decimal.js';
import { EVENT_FIELDS, type RuleEvent } from './rule-event.js';

/** @returns undefined where CEL has to say what is wrong with the event */
export type SimpleCondition = (event: RuleEvent) => boolean | undefined;

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/**
 * What most conditions are made of: a field of the event beside what is written there. It is answered as CEL would,
 * for a tenth of the time.
 * @returns undefined for any other condition
 */
export function readSimpleCondition(node: ASTNode): SimpleCondition | undefined {
  if (node.op === '.') return readFlag(node);
  if (node.op === '!_') {
    const flag = readFlag(node.args);
    return flag && ((event) => !flag(event));
  }
  if (node.op === 'in') return readChoice(node.args);
  return node.op in HOLDS ? readComparison(node.op, node.args as [ASTNode, ASTNode]) : undefined;
}

function readFlag(node: ASTNode): ((event: RuleEvent) => boolean) | undefined {
  const field = readField(node, 'bool');
  return field === undefined ? undefined : (event) => event.read(field) === true;
}

function readChoice([left, right]: readonly [ASTNode, ASTNode]): SimpleCondition | undefined {
  const field = readField(left, 'string');
  if (field === undefined || right.op !== 'list') return undefined;
  const texts = right.args.map(readText);
  const choices = new Set<unknown>(texts);
  return choices.has(undefined) ? undefined : (event) => choices.has(event.read(field));
}

function readComparison(
  operator: string,
  [left, right]: readonly [ASTNode, ASTNode],
): SimpleCondition | undefined {
  const holds = HOLDS[operator];
  const amountField = readField(left, 'Decimal');
  const bound = readNumber(right);
  if (holds !== undefined && amountField !== undefined && bound !== undefined) {
    return (event) => {
      const amount = event.read(amountField);
      return amount instanceof RuleDecimal ? holds(compareDecimals(amount, bound)) : undefined;
    };
  }
  const textField = readField(left, 'string');
  const text = readText(right);
  if (textField === undefined || text === undefined) return undefined;
  if (operator === '==') return (event) => event.read(textField) === text;
  return operator === '!=' ? (event) => event.read(textField) !== text : undefined;
}

/** @returns the name of a field of the event that has this type */
function readField(node: ASTNode, type: string): string | undefined {
  if (node.op !== '.') return undefined;
  const [object, field] = node.args;
  const isOfEvent = object.op === 'id' && object.args === 'event';
  return isOfEvent && Object.hasOwn(EVENT_FIELDS, field) && EVENT_FIELDS[field] === type ? field : undefined;
}

function readText({ op, args }: ASTNode): string | undefined {
  return op === 'value' && typeof args === 'string' ? args : undefined;
}

function readNumber(node: ASTNode): RuleDecimal | undefined {
  if (node.op === '-_') {
    const positive = readNumber(node.args);
    return positive && new RuleDecimal(positive.value.neg());
  }
  const isNumber = node.op === 'value' && (typeof node.args === 'bigint' || typeof node.args === 'number');
  return isNumber ? new RuleDecimal(String(node.args)) : undefined;
}
