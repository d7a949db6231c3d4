export { parseConnectionsFile, type ParsedConnectionsFile } from './parse-connections-file.js';
export { detectFileKind } from './detect-file-kind.js';
export { parseRulesFile, type ParsedRulesFile } from './parse-rules-file.js';
export { type FileProblem } from './parse-declared-file.js';
export { DeclaredConnection } from './declared-connection.js';
export { escapeVariables } from './substitute-variables.js';
export { resolveConnection, REPLACED_KEY_GRACE_MS } from '../resolve-connection.js';
export { generateIngestKey } from '../generate-ingest-key.js';
export {
  diffConnections,
  type ConnectionDiff,
  type ConnectionsDiff,
  type FieldChange,
} from '../diff-connections.js';
export { formatDiff } from '../format-diff.js';
export { exportConnections, nameSecretVariable, type ExportOptions } from '../export-connections.js';
export { toDeclaredForm, type DeclaredForm } from '../to-declared-form.js';
