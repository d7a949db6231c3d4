import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '@ins-relay/contracts';
import type { Keyring } from '@ins-relay/sealing';
import type { DeclaredConnection } from '../src/declared/declared-connection.js';
import { parseConnectionsFile } from '../src/declared/parse-connections-file.js';
import { resolveConnection } from '../src/resolve-connection.js';

const NOW_MS = Date.UTC(2026, 10, 23);
const ENVIRONMENT = {
  ACME_SECRET_KEY: 'SECRETKEYOFACME1',
  ACME_INGEST_KEY: 'ingestKeyOfAcme0ingestKeyOfAcme0',
};

/** The only connection of the example file, as it is declared. */
export function readDeclaredExample(): DeclaredConnection {
  const text = readFileSync(join(__dirname, '../fixtures/connections.example.yaml'), 'utf8');
  const [declared] = parseOrThrow(text, ENVIRONMENT);
  if (declared === undefined) throw new Error('the example has no connection');
  return declared;
}

/** The connection of the example file, with another id if one is given. */
export function readExample(id = 'acme-vendor'): Connection {
  return resolveConnection({ ...readDeclaredExample(), id }, undefined, () => 'not-needed', NOW_MS);
}

/** @throws Error that lists the problems */
export function parseOrThrow(
  text: string,
  environment: Record<string, string> = {},
  keyring?: Keyring,
): DeclaredConnection[] {
  const parsed = parseConnectionsFile(text, environment, 'test.yaml', keyring);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.connections;
}
