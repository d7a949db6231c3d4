import type { Connection } from '@ins-relay/contracts';
import type { Keyring } from '@ins-relay/sealing';
import { describeSecretPlace } from './describe-secret-place.js';
import { replaceSecrets } from './replace-secrets.js';
import { parseStoredConnection } from './stored-connection.js';

/** A connection as it is stored: JSON with every secret sealed for its very place. */
export function sealConnection(keyring: Keyring, connection: Connection): string {
  const sealed = replaceSecrets(connection, (field, secret) =>
    keyring.seal(secret, describeSecretPlace(connection.id, field)).toString('base64'),
  );
  return JSON.stringify(sealed);
}

/**
 * @param id under which it is stored
 * @throws UnsealError, or Error that names what is wrong; no message holds a value
 */
export function openConnection(keyring: Keyring, id: string, text: string): Connection {
  const stored = parseStoredConnection(text);
  if (stored.id !== id) throw new Error('stored under an id that is not its own');
  return replaceSecrets(stored, (field, sealed) =>
    keyring.open(Buffer.from(sealed, 'base64'), describeSecretPlace(id, field)).toString('utf8'),
  );
}

/** Whether every secret of a stored connection is sealed under the key that seals now. */
export function isSealedUnder(keyring: Keyring, text: string): boolean {
  let isCurrent = true;
  replaceSecrets(parseStoredConnection(text), (_field, sealed) => {
    isCurrent &&= keyring.isCurrent(Buffer.from(sealed, 'base64'));
    return sealed;
  });
  return isCurrent;
}
