import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { NodePath } from './node-path.js';

/**
 * Where a place of a file is written, or, when it is not there, the place that it is missing from.
 * @param part `key`: the key itself, for one that is not known
 * @returns characters from the beginning of the file
 */
export function locateNode(document: Document, path: NodePath, part: 'key' | 'value'): number {
  let node = resolveAlias(document, document.contents);
  let offset = findStart(node) ?? 0;
  for (const [i, step] of path.entries()) {
    const pair = isMap(node) ? findPair(node.items, step) : undefined;
    const next = pair?.value ?? (isSeq(node) ? node.items[Number(step)] : undefined);
    const isKey = part === 'key' && i === path.length - 1;
    const found = (isKey ? undefined : findStart(next)) ?? findStart(pair?.key);
    if (found === undefined) break;
    offset = found;
    node = resolveAlias(document, next);
  }
  return offset;
}

function findPair(pairs: readonly Pair[], key: string | number): Pair | undefined {
  return pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function findStart(node: unknown): number | undefined {
  // A value that was left out has a range too, of nothing, at the end of its key; the key is the better place.
  if (!isNode(node) || (isScalar(node) && node.source === '')) return undefined;
  return node.range?.[0];
}

/** What is wrong with an aliased part has to be mended where the part is written. */
function resolveAlias(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isNode(node) ? node : undefined;
}
