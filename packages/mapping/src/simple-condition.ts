import type { ASTNode } from '@marcbachmann/cel-js';
import { findEventField } from './expression-tree.js';
import { DECIMAL_COMPARISONS, RuleDecimal } from './rule-decimal.js';
import { EVENT_FIELDS, type RuleEvent } from './rule-event.js';

/** @returns undefined where CEL has to say what is wrong with the event */
export type SimpleCondition = (event: RuleEvent) => boolean | undefined;

/**
 * A field of the event beside what is written there. It is answered as CEL would, in less time.
 * @returns undefined for any other condition
 */
export function readSimpleCondition(node: ASTNode): SimpleCondition | undefined {
  switch (node.op) {
    case '.':
      return readFlag(node);
    case '!_':
      return negate(readFlag(node.args));
    case 'in':
      return readChoice(node.args);
    case '!=':
      return negate(readComparison('==', node.args));
    case '==':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return readComparison(node.op, node.args);
    default:
      return undefined;
  }
}

function negate(condition: SimpleCondition | undefined): SimpleCondition | undefined {
  if (condition === undefined) return undefined;
  return (event) => {
    const answer = condition(event);
    return answer === undefined ? undefined : !answer;
  };
}

function readFlag(node: ASTNode): SimpleCondition | undefined {
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
  const holds = DECIMAL_COMPARISONS[operator];
  const amountField = readField(left, 'Decimal');
  const bound = readNumber(right);
  if (holds !== undefined && amountField !== undefined && bound !== undefined) {
    return (event) => {
      const amount = event.read(amountField);
      return amount instanceof RuleDecimal ? holds(amount, bound) : undefined;
    };
  }
  const textField = readField(left, 'string');
  const text = readText(right);
  if (operator !== '==' || textField === undefined || text === undefined) return undefined;
  return (event) => event.read(textField) === text;
}

/** @returns the name of a field of the event that has this type */
function readField(node: ASTNode, type: string): string | undefined {
  const field = findEventField(node);
  if (field === undefined || !Object.hasOwn(EVENT_FIELDS, field)) return undefined;
  return EVENT_FIELDS[field] === type ? field : undefined;
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
