import type { RedisClient } from '@ins-relay/platform';
import { ConnectionKeys } from './connection-keys.js';

/** What is known about a connection besides its settings. Times are milliseconds since 1970, UTC. */
export interface ConnectionState {
  /** When the first call that could be decrypted came, a TEST or a genuine one: the set-up works since then. */
  readonly verifiedAtMs?: number;
  readonly lastTestAtMs?: number;
  readonly lastNotificationAtMs?: number;
}

/** What proved that the set-up works: ClickBank's TEST, or a genuine notification. */
export type VerifiedBy = 'test' | 'notification';

/** The facts about connections that change with every call, beside the settings and without their version. */
export class ConnectionStateStore {
  private readonly keys: ConnectionKeys;

  constructor(
    private readonly redis: RedisClient,
    keyPrefix: string,
  ) {
    this.keys = new ConnectionKeys(keyPrefix);
  }

  /** Notes a call that could be decrypted; the first one stays the moment of verification. */
  async markVerified(connectionId: string, atMs: number, by: VerifiedBy = 'test'): Promise<void> {
    const key = this.keys.state(connectionId);
    const last: keyof ConnectionState = by === 'test' ? 'lastTestAtMs' : 'lastNotificationAtMs';
    const replies = await this.redis.multi().hsetnx(key, 'verifiedAtMs', atMs).hset(key, last, atMs).exec();
    for (const [error] of replies ?? []) if (error !== null) throw error;
  }

  /** @returns a state for each id, empty for one of which nothing is known */
  async read(connectionIds: readonly string[]): Promise<Map<string, ConnectionState>> {
    const pipeline = this.redis.pipeline();
    for (const id of connectionIds) pipeline.hgetall(this.keys.state(id));
    const replies = (await pipeline.exec()) ?? [];
    return new Map(
      connectionIds.map((id, i) => {
        const [error, fields] = replies[i] ?? [null, {}];
        if (error !== null) throw error;
        return [id, parseState(fields as Record<string, string>)];
      }),
    );
  }
}

function parseState(fields: Readonly<Record<string, string>>): ConnectionState {
  const read = (name: keyof ConnectionState) => {
    const atMs = Number(fields[name]);
    return fields[name] === undefined || !Number.isFinite(atMs) ? {} : { [name]: atMs };
  };
  return { ...read('verifiedAtMs'), ...read('lastTestAtMs'), ...read('lastNotificationAtMs') };
}
