import { readSecretKey, type AccountKeys } from '@ins-relay/clickbank';
import type { Connection } from '@ins-relay/contracts';
import { memoizeByConnection } from './memoize-by-connection.js';

const readSecretKeys = memoizeByConnection(({ clickbank }) => [
  { secretKey: readSecretKey(clickbank.secretKey), acceptedUntilMs: null },
  ...clickbank.previousSecretKeys.map(({ key, acceptedUntilMs }) => ({
    secretKey: readSecretKey(key),
    acceptedUntilMs,
  })),
]);

/**
 * What opens the notifications of this connection: the present secret key first, then the previous ones that are
 * still accepted. Derived once for each state of a connection.
 * @param nowMs milliseconds since 1970, UTC
 */
export function readAccountKeys(connection: Connection, nowMs: number): AccountKeys {
  const { account, legacyVersions } = connection.clickbank;
  const secretKeys = readSecretKeys(connection)
    .filter(({ acceptedUntilMs }) => acceptedUntilMs === null || acceptedUntilMs > nowMs)
    .map(({ secretKey }) => secretKey);
  return { account, secretKeys, legacyVersions };
}
