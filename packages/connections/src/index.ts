export { parseConnectionsFile, type ParsedConnectionsFile } from './declared/parse-connections-file.js';
export { detectFileKind } from './declared/detect-file-kind.js';
export { parseRulesFile, type ParsedRulesFile } from './declared/parse-rules-file.js';
export { type FileProblem } from './declared/parse-declared-file.js';
export { DeclaredConnection } from './declared/declared-connection.js';
export { resolveConnection, REPLACED_KEY_GRACE_MS } from './resolve-connection.js';
export { generateIngestKey } from './generate-ingest-key.js';
export {
  diffConnections,
  type ConnectionDiff,
  type ConnectionsDiff,
  type FieldChange,
} from './diff-connections.js';
export { formatDiff } from './format-diff.js';
export { exportConnections, nameSecretVariable, type ExportOptions } from './export-connections.js';
export {
  ConnectionStore,
  UnreadableConnectionError,
  type StoredConnections,
  type UnreadableConnection,
} from './connection-store.js';
export { ConnectionDirectory, type DirectoryOptions } from './connection-directory.js';
export { ConnectionStateStore, type ConnectionState, type VerifiedBy } from './connection-state-store.js';
export { readAccountKeys } from './read-account-keys.js';
export { memoizeByConnection } from './memoize-by-connection.js';
export { toDeclaredForm, type DeclaredForm } from './to-declared-form.js';
export { escapeVariables } from './declared/substitute-variables.js';
