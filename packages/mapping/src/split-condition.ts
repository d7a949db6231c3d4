import { isDeepStrictEqual } from 'node:util';
import { serialize, type ASTNode } from '@marcbachmann/cel-js';
import { isNode } from './expression-tree.js';
import { RULE_ENVIRONMENT } from './rule-environment.js';

/**
 * What `&&` joins in a condition, in its order, each as a text that means the same by itself: as it was written where
 * that is possible. One that can't be taken apart is one part.
 */
export function splitCondition(condition: string): readonly string[] {
  const texts = listParts(RULE_ENVIRONMENT.parse(condition).ast).map(findText);
  return texts.every((text) => text !== undefined) ? texts : [condition];
}

function listParts(node: ASTNode): ASTNode[] {
  return node.op === '&&' ? node.args.flatMap(listParts) : [node];
}

function findText(node: ASTNode): string | undefined {
  const { input, range } = node;
  // The range of `(a || b) == c` leaves the first parenthesis out; what is put together anew rounds 0.12345678901.
  const candidates = [input.slice(range.start, range.end), serialize(node)];
  return candidates.find((text) => meansTheSame(text, node));
}

function meansTheSame(text: string, node: ASTNode): boolean {
  if (!RULE_ENVIRONMENT.check(text).valid) return false;
  return isDeepStrictEqual(outline(RULE_ENVIRONMENT.parse(text).ast), outline(node));
}

/** A tree without the places in the text. */
function outline(value: unknown): unknown {
  if (isNode(value)) return { op: value.op, args: outline(value.args) };
  return Array.isArray(value) ? value.map(outline) : value;
}
