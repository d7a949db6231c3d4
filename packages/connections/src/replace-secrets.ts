import type { Connection, RetiredKey } from '@ins-relay/contracts';

/** @param field path of the secret, `clickbank.previousSecretKeys[0].key` */
export type ReplaceSecret = (field: string, secret: string) => string;

/** A copy of a connection with every secret replaced. The one place that knows which fields are secrets. */
export function replaceSecrets(connection: Connection, replace: ReplaceSecret): Connection {
  const { clickbank, redtrack } = connection;
  const replaceAll = (field: string, keys: readonly RetiredKey[]): RetiredKey[] =>
    keys.map((retired, i) => ({ ...retired, key: replace(`${field}[${i}].key`, retired.key) }));
  return {
    ...connection,
    clickbank: {
      ...clickbank,
      secretKey: replace('clickbank.secretKey', clickbank.secretKey),
      previousSecretKeys: replaceAll('clickbank.previousSecretKeys', clickbank.previousSecretKeys),
      ingestKey: replace('clickbank.ingestKey', clickbank.ingestKey),
      previousIngestKeys: replaceAll('clickbank.previousIngestKeys', clickbank.previousIngestKeys),
    },
    redtrack: {
      ...redtrack,
      postbackToken:
        redtrack.postbackToken === null ? null : replace('redtrack.postbackToken', redtrack.postbackToken),
    },
  };
}
