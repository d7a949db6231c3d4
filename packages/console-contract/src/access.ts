/** viewer looks; operator also repairs events and changes connections; admin also decides who may. */
export type Role = 'viewer' | 'operator' | 'admin';

export interface SignIn {
  readonly name: string;
  readonly password: string;
}

/** Whoever is signed in. */
export interface Session {
  readonly name: string;
  readonly role: Role;
  /** The password was given by somebody else: nothing but a change of it is allowed. */
  readonly mustChangePassword: boolean;
}

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

/** Times here and everywhere are milliseconds since 1970, UTC. */
export interface User {
  readonly name: string;
  readonly role: Role;
  readonly createdAtMs: number;
  readonly lastSignInAtMs?: number;
  readonly mustChangePassword: boolean;
}

export interface UserList {
  readonly users: readonly User[];
}

export interface NewUser {
  readonly name: string;
  readonly role: Role;
}

/** Shown once. */
export interface GivenPassword {
  readonly name: string;
  readonly oneTimePassword: string;
}

export interface RoleChange {
  readonly role: Role;
}

/** For automation: `authorization: Bearer <secret>`. */
export interface ApiToken {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs?: number;
  readonly lastUsedAtMs?: number;
}

export interface ApiTokenList {
  readonly tokens: readonly ApiToken[];
}

export interface NewApiToken {
  readonly label: string;
  readonly role: Role;
  /** Absent: until it is revoked. */
  readonly expiresInDays?: number;
}

/** The secret is shown once. */
export interface GivenApiToken {
  readonly token: ApiToken;
  readonly secret: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly atMs: number;
  readonly by: string;
  /** `event.replay`, `connection.change`, `user.create`. */
  readonly action: string;
  /** An event id, the id of a connection, the name of a user. */
  readonly subject: string;
  readonly detail?: string;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly nextCursor?: string;
}
