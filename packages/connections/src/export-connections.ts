import { Document, isMap, isSeq } from 'yaml';
import type { Connection } from '@ins-relay/contracts';
import type { Keyring } from '@ins-relay/sealing';
import { writeSealedSecret } from './declared/sealed-secret.js';
import { escapeVariables } from './declared/substitute-variables.js';
import { replaceSecrets } from './replace-secrets.js';
import { toDeclaredForm } from './to-declared-form.js';

export interface ExportOptions {
  /**
   * Writes the secrets sealed under its master key instead of `${ACME_SECRET_KEY}` and the like: a backup that holds
   * all that is needed, and is useless without the key.
   */
  readonly sealUnder?: Keyring;
}

/**
 * Connections in the declared form: parsed and applied, it changes nothing.
 * The variables it names are those of `nameSecretVariable`.
 */
export function exportConnections(
  connections: readonly Connection[],
  { sealUnder }: ExportOptions = {},
): string {
  const declared = connections.map((connection) => {
    const secrets = listSecrets(connection);
    const written = replaceSecrets(escapeTexts(connection), (field) =>
      sealUnder === undefined
        ? `\${${nameSecretVariable(connection.id, field)}}`
        : writeSealedSecret(sealUnder, connection.id, field, secrets.get(field) ?? ''),
    );
    return toDeclaredForm(written);
  });
  const document = new Document({ connections: declared });
  document.commentBefore = ' Apply with: relay apply -f <this file>';
  for (let i = 0; i < connections.length; i++) putOnOneLine(document, i);
  return document.toString({ lineWidth: 0 });
}

/**
 * The environment variable that stands for a secret in an export.
 * @param field `clickbank.previousSecretKeys[0].key` gives `ACME_PREVIOUS_SECRET_KEY_1`
 */
export function nameSecretVariable(connectionId: string, field: string): string {
  const [, name = '', index] = /^\w+\.(\w+?)s?(?:\[(\d+)\]\.key)?$/.exec(field) ?? [];
  const prefix = connectionId.toUpperCase().replaceAll('-', '_');
  // A variable's name can't begin with a digit, an id can.
  const start = /^\d/.test(prefix) ? '_' : '';
  const end = index === undefined ? '' : `_${Number(index) + 1}`;
  return `${start}${prefix}_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}${end}`;
}

function listSecrets(connection: Connection): Map<string, string> {
  const secrets = new Map<string, string>();
  replaceSecrets(connection, (field, secret) => {
    secrets.set(field, secret);
    return secret;
  });
  return secrets;
}

/** Texts that hold `${` by themselves must not be taken for variables when they are read again. */
function escapeTexts<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? escapeVariables(part) : part,
  ) as T;
}

/** `Sale: { type: Purchase }`, one line an event, a parameter or a postback, as people write it. */
function putOnOneLine(document: Document, i: number): void {
  const rules = document.getIn(['connections', i, 'rules']);
  const lists = [
    ['events'],
    ['parameters'],
    ['clickbank', 'previousSecretKeys'],
    ['clickbank', 'previousIngestKeys'],
  ];
  const parents = lists.map((path) => document.getIn(['connections', i, ...path]));
  if (isSeq(rules)) rules.items.forEach((rule) => parents.push(isMap(rule) ? rule.get('send') : undefined));
  for (const parent of parents) {
    const children = isMap(parent)
      ? parent.items.map((pair) => pair.value)
      : isSeq(parent)
        ? parent.items
        : [];
    for (const child of children) if (isMap(child)) child.flow = true;
  }
  for (const path of [
    ['clickId', 'from'],
    ['pixel', 'hosts'],
    ['delivery', 'breaker'],
  ]) {
    const node = document.getIn(['connections', i, ...path]);
    if (isSeq(node) || isMap(node)) node.flow = true;
  }
}
