import type { Keyring } from '@ins-relay/sealing';
import type { Document } from 'yaml';
import { describeSecretPlace } from '../describe-secret-place.js';
import type { Flaw } from './checked-by.js';
import { formatPath, type NodePath } from './node-path.js';

const SEALED = /^\$\{sealed:([A-Za-z0-9_-]+)\}$/;

/** @returns a secret as a file may hold it: useless without the master key, and anywhere but in its own field */
export function writeSealedSecret(
  keyring: Keyring,
  connectionId: string,
  field: string,
  secret: string,
): string {
  const sealed = keyring.seal(secret, describeSecretPlace(connectionId, field));
  return `\${sealed:${sealed.toString('base64url')}}`;
}

export type OpenedSecret =
  { readonly opened: 'yes'; readonly secret: string } | { readonly opened: 'no'; readonly flaw: Flaw };

/**
 * Opens what `writeSealedSecret` wrote.
 * @param keyring undefined where nothing is opened
 * @param path of the text in a file of connections
 * @returns undefined for any other text
 */
export function openSealedSecret(
  text: string,
  keyring: Keyring | undefined,
  document: Document,
  path: NodePath,
): OpenedSecret | undefined {
  const [, sealed] = SEALED.exec(text) ?? [];
  if (sealed === undefined) return undefined;
  if (keyring === undefined) {
    return refuse('is sealed, and nothing is opened here', 'use the file with relay apply, or write ${NAME}');
  }
  const place = describeSecretPlace(String(document.getIn([...path.slice(0, 2), 'id'])), nameField(path));
  try {
    return {
      opened: 'yes',
      secret: keyring.open(Buffer.from(sealed, 'base64url'), place).toString('utf8'),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(
      `can't be opened: ${why}`,
      'set MASTER_KEYS to the keys of when it was exported, and leave the id, the field and the order of keys as they were',
    );
  }
}

/** `clickbank.previousSecretKeys[0].key`, though a key without an end is written without `key`. */
function nameField(path: NodePath): string {
  const field = formatPath(path.slice(2));
  return typeof path.at(-1) === 'number' ? `${field}.key` : field;
}

function refuse(problem: string, fix: string): OpenedSecret {
  return { opened: 'no', flaw: { problem, fix } };
}
