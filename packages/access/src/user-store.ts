import type { RedisClient } from '@ins-relay/platform';
import { AccessKeys } from './access-keys.js';
import { hashPassword, isPassword } from './password.js';
import type { Role } from './role.js';

/** Somebody who may use the console. Times are milliseconds since 1970, UTC. */
export interface User {
  readonly name: string;
  readonly role: Role;
  readonly createdAtMs: number;
  readonly lastSignInAtMs?: number;
  /** The password was given by somebody else. */
  readonly mustChangePassword: boolean;
}

interface StoredUser extends User {
  readonly passwordHash: string;
  /** Sessions that began earlier are over. */
  readonly sessionsFromMs: number;
}

export type UserChange = { readonly changed: true; readonly user: User } | UserRefusal;
export type UserRefusal = { readonly changed: false; readonly reason: 'unknown' | 'exists' | 'last-admin' };

const NAME = /^[a-z0-9][a-z0-9._@-]{0,62}[a-z0-9]$/;

/**
 * Stores a user unless somebody else changed it meanwhile.
 *   KEYS[1] all users · ARGV name · what is expected, empty for nothing · what it shall be, empty for nothing
 */
const SWAP_SCRIPT = `
local now = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if now ~= ARGV[2] then return 0 end
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
return 1
`;

/** A password that nobody has, so that an unknown name takes as long as a known one. */
let decoyHash: Promise<string> | undefined;

/** The users, passwords hashed. */
export class UserStore {
  private readonly keys: AccessKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new AccessKeys(keyPrefix);
  }

  /** Whether a text can be a user's name: small letters, digits and `. _ @ -`. */
  static isName(text: string): boolean {
    return NAME.test(text);
  }

  /** Sorted by name. */
  async list(): Promise<User[]> {
    const texts = await this.redis.hgetall(this.keys.users);
    return Object.values(texts)
      .map((text) => toUser(JSON.parse(text) as StoredUser))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async create(name: string, role: Role, password: string, nowMs: number): Promise<UserChange> {
    const user: StoredUser = {
      name,
      role,
      createdAtMs: nowMs,
      mustChangePassword: true,
      passwordHash: await hashPassword(password),
      sessionsFromMs: nowMs,
    };
    const created = await this.swap(name, '', JSON.stringify(user));
    return created ? { changed: true, user: toUser(user) } : { changed: false, reason: 'exists' };
  }

  /** @returns the first administrator if there was no user at all; undefined if there is one */
  async createFirst(name: string, password: string, nowMs: number): Promise<User | undefined> {
    if ((await this.redis.hlen(this.keys.users)) > 0) return undefined;
    const created = await this.create(name, 'admin', password, nowMs);
    return created.changed ? created.user : undefined;
  }

  /** @returns the user, if the password is theirs; it takes equally long in all cases */
  async authenticate(name: string, password: string, nowMs: number): Promise<User | undefined> {
    const text = await this.redis.hget(this.keys.users, name);
    decoyHash ??= hashPassword('nobody has this one');
    const stored = text === null ? undefined : (JSON.parse(text) as StoredUser);
    const isRight = await isPassword(password, stored?.passwordHash ?? (await decoyHash));
    if (!isRight || stored === undefined) return undefined;
    const signedIn = { ...stored, lastSignInAtMs: nowMs };
    await this.swap(name, text ?? '', JSON.stringify(signedIn));
    return toUser(signedIn);
  }

  /** @returns undefined if there is no such user any more, or a session of that age is over */
  async find(name: string, sessionFromMs: number): Promise<User | undefined> {
    const text = await this.redis.hget(this.keys.users, name);
    if (text === null) return undefined;
    const stored = JSON.parse(text) as StoredUser;
    return sessionFromMs < stored.sessionsFromMs ? undefined : toUser(stored);
  }

  /** Every session of the user is over then. @param isOneTime it has to be changed at the next sign-in */
  async setPassword(name: string, password: string, isOneTime: boolean, nowMs: number): Promise<UserChange> {
    const passwordHash = await hashPassword(password);
    return this.change(name, (user) => ({
      ...user,
      passwordHash,
      mustChangePassword: isOneTime,
      sessionsFromMs: nowMs,
    }));
  }

  async setRole(name: string, role: Role): Promise<UserChange> {
    if (role !== 'admin' && (await this.isLastAdmin(name))) return { changed: false, reason: 'last-admin' };
    return this.change(name, (user) => ({ ...user, role }));
  }

  async remove(name: string): Promise<UserRefusal | undefined> {
    if (await this.isLastAdmin(name)) return { changed: false, reason: 'last-admin' };
    const text = await this.redis.hget(this.keys.users, name);
    if (text === null) return { changed: false, reason: 'unknown' };
    await this.redis.hdel(this.keys.users, name);
    return undefined;
  }

  private async isLastAdmin(name: string): Promise<boolean> {
    const admins = (await this.list()).filter(({ role }) => role === 'admin');
    return admins.length === 1 && admins[0]?.name === name;
  }

  private async change(name: string, apply: (user: StoredUser) => StoredUser): Promise<UserChange> {
    for (;;) {
      const text = await this.redis.hget(this.keys.users, name);
      if (text === null) return { changed: false, reason: 'unknown' };
      const next = apply(JSON.parse(text) as StoredUser);
      if (await this.swap(name, text, JSON.stringify(next))) return { changed: true, user: toUser(next) };
    }
  }

  private async swap(name: string, expected: string, next: string): Promise<boolean> {
    return (await this.redis.eval(SWAP_SCRIPT, 1, this.keys.users, name, expected, next)) === 1;
  }
}

function toUser({ createdAtMs, lastSignInAtMs, mustChangePassword, name, role }: StoredUser): User {
  return {
    name,
    role,
    createdAtMs,
    mustChangePassword,
    ...(lastSignInAtMs === undefined ? {} : { lastSignInAtMs }),
  };
}
