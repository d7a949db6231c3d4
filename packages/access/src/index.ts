export { ROLES, hasRole, type Role } from './role.js';
export { UserStore, type User, type UserChange, type UserRefusal } from './user-store.js';
export { SessionStore, type StoredSession } from './session-store.js';
export { ApiTokenStore, type ApiToken } from './api-token-store.js';
export { AuditLog, type AuditEntry, type AuditPage, type AuditRecord } from './audit-log.js';
export { createOneTimePassword } from './secrets.js';
export { findPasswordProblem } from './password.js';
