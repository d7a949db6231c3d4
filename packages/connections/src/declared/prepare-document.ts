import type { Keyring } from '@ins-relay/sealing';
import { isAlias, isMap, isScalar, isSeq, type Document, type Pair, type Scalar } from 'yaml';
import type { Flaw } from './checked-by.js';
import type { NodePath } from './node-path.js';
import { openSealedSecret } from './sealed-secret.js';
import { substituteVariables, type Environment } from './substitute-variables.js';

export interface PlacedFlaw extends Flaw {
  readonly path: NodePath;
  /** The key itself is wrong, rather than its value. */
  readonly isAboutKey?: boolean;
}

export interface PreparedDocument {
  readonly flaws: PlacedFlaw[];
  /** False: it can't become plain values, so nothing more can be found out about it. */
  isReadable: boolean;
}

/**
 * Makes a parsed document ready to become plain values: environment variables and opened secrets are put in, and sums
 * stay the decimal text they were written as, which a binary number would not keep.
 * @param keyring opens `${sealed:…}`; such secrets are refused where there is none
 */
export function prepareDocument(
  document: Document,
  environment: Environment,
  keyring?: Keyring,
): PreparedDocument {
  const prepared: PreparedDocument = { flaws: [], isReadable: true };
  prepareNode(document.contents, []);
  return prepared;

  function prepareNode(node: unknown, path: NodePath): void {
    if (isScalar(node)) prepared.flaws.push(...prepareScalar(node, path));
    else if (isSeq(node)) node.items.forEach((item, i) => prepareNode(item, [...path, i]));
    else if (isMap(node)) node.items.forEach((pair) => preparePair(pair, path));
    else if (isAlias(node) && node.resolve(document) === undefined) {
      const problem = `refers to *${node.source}, which is not written before it`;
      refuse({ problem, fix: `write &${node.source} before what it refers to`, path });
    }
  }

  function preparePair({ key, value }: Pair, parents: NodePath): void {
    const name = isScalar(key) ? String(key.value) : '';
    const path = [...parents, name];
    // Every JavaScript object has these, so as keys they would be taken for something else further on.
    if (name in Object.prototype) refuse({ ...UNKNOWN_KEY, path, isAboutKey: true });
    else prepareNode(value, path);
  }

  function prepareScalar(scalar: Scalar, path: NodePath): PlacedFlaw[] {
    if (typeof scalar.value === 'number' && path.at(-1) === 'amount') {
      scalar.value = scalar.source ?? String(scalar.value);
    }
    if (typeof scalar.value !== 'string') return [];
    const secret = openSealedSecret(scalar.value, keyring, document, path);
    if (secret?.opened === 'no') return [{ ...secret.flaw, path }];
    if (secret?.opened === 'yes') {
      scalar.value = secret.secret;
      return [];
    }
    const { text, flaws } = substituteVariables(scalar.value, environment);
    scalar.value = text;
    return flaws.map((flaw) => ({ ...flaw, path }));
  }

  function refuse(flaw: PlacedFlaw): void {
    prepared.flaws.push(flaw);
    prepared.isReadable = false;
  }
}

const UNKNOWN_KEY = { problem: 'is not a key that is known here', fix: 'remove it' };
