import { deriveAesKey } from '@ins-relay/clickbank';
import type { Connection } from '@ins-relay/contracts';
import { memoizeByConnection } from './memoize-by-connection.js';

const deriveKeys = memoizeByConnection(({ clickbank }) => [
  { aesKey: deriveAesKey(clickbank.secretKey), acceptedUntilMs: null },
  ...clickbank.previousSecretKeys.map(({ key, acceptedUntilMs }) => ({
    aesKey: deriveAesKey(key),
    acceptedUntilMs,
  })),
]);

/**
 * The keys that a notification of this connection may be encrypted with: the present one first, then the previous
 * ones that are still accepted. Derived once for each state of a connection.
 * @param nowMs milliseconds since 1970, UTC
 */
export function listAesKeys(connection: Connection, nowMs: number): Buffer[] {
  return deriveKeys(connection)
    .filter(({ acceptedUntilMs }) => acceptedUntilMs === null || acceptedUntilMs > nowMs)
    .map(({ aesKey }) => aesKey);
}
