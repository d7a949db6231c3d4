import { randomBytes } from 'node:crypto';
import type { RedisClient } from '@ins-relay/platform';
import { AccessKeys } from './access-keys.js';
import type { Role } from './role.js';
import { createSecret, hashSecret } from './secrets.js';

/** For automation. Times are milliseconds since 1970, UTC. */
export interface ApiToken {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs?: number;
  readonly lastUsedAtMs?: number;
}

/** Says what it is to whoever finds it, and to scanners of leaked secrets. */
const PREFIX = 'insr_';

/** API tokens; only hashes of them are stored. */
export class ApiTokenStore {
  private readonly keys: AccessKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new AccessKeys(keyPrefix);
  }

  /** Newest first. */
  async list(): Promise<ApiToken[]> {
    const [texts, uses] = await Promise.all([
      this.redis.hgetall(this.keys.tokens),
      this.redis.hgetall(this.keys.tokenUses),
    ]);
    return Object.values(texts)
      .map((text) => {
        const token = JSON.parse(text) as ApiToken;
        const used = uses[token.id];
        return used === undefined ? token : { ...token, lastUsedAtMs: Number(used) };
      })
      .sort((a, b) => b.createdAtMs - a.createdAtMs);
  }

  /** @returns the secret too, which can't be read again */
  async create(
    about: Pick<ApiToken, 'label' | 'role' | 'createdBy' | 'expiresAtMs'>,
    nowMs: number,
  ): Promise<{ token: ApiToken; secret: string }> {
    const secret = PREFIX + createSecret();
    const token: ApiToken = { id: randomBytes(6).toString('hex'), ...about, createdAtMs: nowMs };
    await this.redis.hset(this.keys.tokens, hashSecret(secret), JSON.stringify(token));
    return { token, secret };
  }

  /** @returns undefined for one that is unknown, revoked or expired */
  async find(secret: string, nowMs: number): Promise<ApiToken | undefined> {
    const text = await this.redis.hget(this.keys.tokens, hashSecret(secret));
    if (text === null) return undefined;
    const token = JSON.parse(text) as ApiToken;
    if (token.expiresAtMs !== undefined && token.expiresAtMs <= nowMs) return undefined;
    await this.redis.hset(this.keys.tokenUses, token.id, nowMs);
    return token;
  }

  /** @returns whether it was there */
  async revoke(id: string): Promise<boolean> {
    for (const [hash, text] of Object.entries(await this.redis.hgetall(this.keys.tokens))) {
      if ((JSON.parse(text) as ApiToken).id !== id) continue;
      await this.redis.hdel(this.keys.tokens, hash);
      await this.redis.hdel(this.keys.tokenUses, id);
      return true;
    }
    return false;
  }
}
