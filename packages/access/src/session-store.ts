import type { RedisClient } from '@ins-relay/platform';
import { AccessKeys } from './access-keys.js';
import { createSecret, hashSecret } from './secrets.js';

export interface StoredSession {
  readonly name: string;
  /** Milliseconds since 1970, UTC. */
  readonly createdAtMs: number;
}

/** Over when it was not used for so long. */
const IDLE_SECONDS = 12 * 3_600;
/** Over after so long in any case. */
const AGE_MS_MAX = 7 * 86_400_000;

/** Who is signed in; only hashes of the cookies are stored. */
export class SessionStore {
  private readonly keys: AccessKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new AccessKeys(keyPrefix);
  }

  /** @returns the secret for the cookie */
  async begin(name: string, nowMs: number): Promise<string> {
    const secret = createSecret();
    const session: StoredSession = { name, createdAtMs: nowMs };
    await this.redis.set(this.keys.session(hashSecret(secret)), JSON.stringify(session), 'EX', IDLE_SECONDS);
    return secret;
  }

  /** Every use lets it live on. */
  async find(secret: string, nowMs: number): Promise<StoredSession | undefined> {
    const text = await this.redis.getex(this.keys.session(hashSecret(secret)), 'EX', IDLE_SECONDS);
    if (text === null) return undefined;
    const session = JSON.parse(text) as StoredSession;
    return nowMs - session.createdAtMs > AGE_MS_MAX ? undefined : session;
  }

  async end(secret: string): Promise<void> {
    await this.redis.del(this.keys.session(hashSecret(secret)));
  }
}
