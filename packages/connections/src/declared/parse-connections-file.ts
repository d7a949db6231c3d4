import type { Keyring } from '@ins-relay/sealing';
import { DeclaredFile, type DeclaredConnection } from './declared-connection.js';
import { listWarnings } from './list-warnings.js';
import { parseDeclaredFile, type FileProblem } from './parse-declared-file.js';
import type { Environment } from './substitute-variables.js';

export type ParsedConnectionsFile =
  | { readonly ok: true; readonly connections: DeclaredConnection[]; readonly warnings: FileProblem[] }
  | { readonly ok: false; readonly problems: FileProblem[]; readonly warnings: FileProblem[] };

/**
 * Reads the declared form of connections; see `parseDeclaredFile`.
 * @param keyring opens secrets that an export sealed; they are refused where there is none
 */
export function parseConnectionsFile(
  text: string,
  environment: Environment,
  fileName: string,
  keyring?: Keyring,
): ParsedConnectionsFile {
  const parsed = parseDeclaredFile(text, environment, fileName, {
    declaredAs: DeclaredFile,
    beginning: 'begin it with `connections:` and a list below',
    keyring,
    listWarnings: ({ connections }) => listWarnings(connections),
  });
  return parsed.ok ? { ...parsed, connections: parsed.file.connections } : parsed;
}
