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
