import type { ASTNode } from '@marcbachmann/cel-js';

/** The node and all below it, in the order of the text. */
export function* listNodes(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of listChildren(node)) yield* listNodes(child);
}

function listChildren(node: ASTNode): ASTNode[] {
  return ([node.args] as unknown[]).flat(3).filter(isNode);
}

export function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'range' in value;
}

/** @returns `kind` for `event.kind`, whether there is such a field or not; undefined for anything else */
export function findEventField(node: ASTNode): string | undefined {
  if (node.op !== '.') return undefined;
  const [object, field] = node.args;
  return object.op === 'id' && object.args === 'event' ? field : undefined;
}
