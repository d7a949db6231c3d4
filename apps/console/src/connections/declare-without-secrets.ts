import type { DeclaredConnectionForm } from '@ins-relay/console-contract';
import { toDeclaredForm } from '@ins-relay/connections/declared';
import type { Connection } from '@ins-relay/contracts';

/** A connection as a form shows it: secrets never leave, `null` stands for them. */
export function declareWithoutSecrets(connection: Connection): DeclaredConnectionForm {
  const { clickbank, redtrack, ...rest } = toDeclaredForm(connection);
  const { account, legacyVersions, role } = clickbank;
  return {
    ...(rest as unknown as Omit<DeclaredConnectionForm, 'clickbank' | 'redtrack'>),
    clickbank: { account, role, legacyVersions, secretKey: null, ingestKey: null },
    redtrack: { ...redtrack, postbackToken: null },
  };
}
