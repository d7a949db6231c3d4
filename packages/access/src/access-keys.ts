/** Every key of users, sessions, tokens and the audit log, and nowhere else. */
export class AccessKeys {
  constructor(private readonly prefix: string) {}

  /** Hash of all users by name. */
  get users(): string {
    return `${this.prefix}:users`;
  }

  session(hash: string): string {
    return `${this.prefix}:session:${hash}`;
  }

  /** Hash of all API tokens by the hash of their secret. */
  get tokens(): string {
    return `${this.prefix}:api-tokens`;
  }

  /** Hash of when each token was used last. */
  get tokenUses(): string {
    return `${this.prefix}:api-token-uses`;
  }

  /** Stream of what was done. */
  get audit(): string {
    return `${this.prefix}:audit`;
  }
}
