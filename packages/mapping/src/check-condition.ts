import type { ASTNode, ParseError, TypeError as TypeCheckError } from '@marcbachmann/cel-js';
import { EVENT_KINDS } from '@ins-relay/contracts';
import { findEventField, isNode, listNodes } from './expression-tree.js';
import { findClosestWord } from './find-closest-word.js';
import { RULE_ENVIRONMENT, RULE_FIELD_NAMES } from './rule-environment.js';

/**
 * Checks a condition without an event: its syntax, the fields and event kinds it names, and that it says yes or no.
 * @returns what is wrong, with the column (from 1); undefined if nothing is
 */
export function checkCondition(condition: string): string | undefined {
  return checkExpression(condition, ['bool'], 'a condition has to be true or false');
}

/** Checks an expression for an amount in the same way: it has to be a number. */
export function checkAmountExpression(expression: string): string | undefined {
  return checkExpression(expression, ['Decimal', 'int', 'double'], 'an amount has to be a number');
}

function checkExpression(text: string, types: readonly string[], demand: string): string | undefined {
  const checked = RULE_ENVIRONMENT.check(text);
  if (checked.error !== undefined) return describeError(checked.error, text);
  for (const node of listNodes(RULE_ENVIRONMENT.parse(text).ast)) {
    const problem = findTrap(node);
    if (problem !== undefined) return `${problem} (${locate(text, node.range.start)})`;
  }
  const type = String(checked.type);
  return types.includes(type) || type === 'dyn' ? undefined : `it is a ${type}; ${demand}`;
}

/** What the type check lets through, though it can't be meant. */
function findTrap(node: ASTNode): string | undefined {
  switch (node.op) {
    case 'rcall':
      // A backtracking pattern can take for ever on a text that somebody else chose.
      if (node.args[0] !== 'matches') return undefined;
      return 'matches() is not available; use contains, startsWith or endsWith';
    case '.': {
      // Inside has() a field that does not exist is simply not there.
      const field = findEventField(node);
      if (field === undefined || RULE_FIELD_NAMES.event.includes(field)) return undefined;
      return `No such key: ${field}${suggest(field, RULE_FIELD_NAMES.event)}`;
    }
    case '==':
    case '!=':
    case 'in':
      return findUnknownKind(node.args);
    default:
      return undefined;
  }
}

/** `event.kind == "sale"` would never be true, and nobody would notice. */
function findUnknownKind([left, right]: readonly [ASTNode, ASTNode]): string | undefined {
  const other = isKind(left) ? right : isKind(right) ? left : undefined;
  if (other === undefined) return undefined;
  for (const node of other.op === 'list' ? other.args : [other]) {
    if (node.op !== 'value' || typeof node.args !== 'string' || isEventKind(node.args)) continue;
    return `there is no event "${node.args}"${suggest(node.args, EVENT_KINDS)}`;
  }
  return undefined;
}

function isKind(node: ASTNode): boolean {
  return findEventField(node) === 'kind';
}

function isEventKind(name: string): boolean {
  return EVENT_KINDS.some((kind) => kind === name);
}

function describeError(error: ParseError | TypeCheckError, condition: string): string {
  const column = locate(condition, error.range?.start ?? 0);
  return `${error.summary} (${column})${suggestFor(error.node)}`;
}

function suggestFor(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.op === 'id')
    return suggest(node.args, ['event', ...RULE_FIELD_NAMES.event.map((name) => `event.${name}`)]);
  if (node.op !== '.') return '';
  const isOfEvent = findEventField(node) !== undefined;
  return suggest(node.args[1], isOfEvent ? RULE_FIELD_NAMES.event : RULE_FIELD_NAMES.lineItem);
}

function suggest(given: string, known: readonly string[]): string {
  const meant = known.find((name) => name.endsWith(`.${given}`)) ?? findClosestWord(given, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

function locate(condition: string, at: number): string {
  const before = condition.slice(0, at).split('\n');
  const column = `column ${(before.at(-1)?.length ?? 0) + 1}`;
  return before.length === 1 ? column : `line ${before.length}, ${column}`;
}
