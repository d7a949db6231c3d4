import { randomBytes } from 'node:crypto';
import { Keyring, parseMasterKeys } from '@ins-relay/sealing';

export function createKeyring(id = 'k1'): Keyring {
  return new Keyring(parseMasterKeys(`${id}:${randomBytes(32).toString('base64')}`));
}
