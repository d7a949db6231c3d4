import { randomBytes } from 'node:crypto';
import type { EventQuery } from '@ins-relay/ledger';
import type { RedisClient } from '@ins-relay/platform';

/** A replay of many events, in the background. Times are milliseconds since 1970, UTC. */
export interface BulkReplay {
  readonly id: string;
  readonly query: EventQuery;
  readonly reason: string;
  readonly by: string;
  readonly createdAtMs: number;
  readonly endedAtMs?: number;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly total: number;
  readonly replayed: number;
  /** Gone from the ledger meanwhile, or never verified. */
  readonly skipped: number;
}

const KEEP_SECONDS = 30 * 86_400;
const KEPT_MAX = 200;
const PUSH_AT_ONCE = 1_000;

/** The bulk replays there are: what is still to be done of each is a list in Redis, so that any process can go on. */
export class BulkReplayStore {
  constructor(
    private readonly redis: RedisClient,
    private readonly keyPrefix: string,
  ) {}

  /** @param eventIds in the order in which they are to be replayed */
  async create(
    about: Pick<BulkReplay, 'query' | 'reason' | 'by'>,
    eventIds: readonly string[],
    nowMs: number,
  ): Promise<BulkReplay> {
    const id = randomBytes(6).toString('hex');
    for (let i = 0; i < eventIds.length; i += PUSH_AT_ONCE) {
      await this.redis.rpush(this.todoKey(id), ...eventIds.slice(i, i + PUSH_AT_ONCE));
    }
    await this.redis.expire(this.todoKey(id), KEEP_SECONDS);
    await this.redis
      .multi()
      .hset(this.key(id), {
        about: JSON.stringify({ ...about, createdAtMs: nowMs }),
        total: eventIds.length,
        state: 'running',
      })
      .expire(this.key(id), KEEP_SECONDS)
      .lpush(this.listKey, id)
      .ltrim(this.listKey, 0, KEPT_MAX - 1)
      .exec();
    return (await this.find(id)) as BulkReplay;
  }

  async find(id: string): Promise<BulkReplay | undefined> {
    const fields = await this.redis.hgetall(this.key(id));
    if (fields['about'] === undefined) return undefined;
    const about = JSON.parse(fields['about']) as Pick<BulkReplay, 'query' | 'reason' | 'by' | 'createdAtMs'>;
    return {
      id,
      ...about,
      state: fields['state'] as BulkReplay['state'],
      total: Number(fields['total']),
      replayed: Number(fields['replayed'] ?? 0),
      skipped: Number(fields['skipped'] ?? 0),
      ...(fields['endedAtMs'] === undefined ? {} : { endedAtMs: Number(fields['endedAtMs']) }),
    };
  }

  /** Newest first. */
  async list(): Promise<BulkReplay[]> {
    const ids = await this.redis.lrange(this.listKey, 0, -1);
    const found = await Promise.all(ids.map((id) => this.find(id)));
    return found.filter((one) => one !== undefined);
  }

  /** What is under way is still finished. @returns undefined if there is none of this id */
  async cancel(id: string, nowMs: number): Promise<BulkReplay | undefined> {
    const found = await this.find(id);
    if (found?.state === 'running') await this.end(id, 'cancelled', nowMs);
    return this.find(id);
  }

  /** Whether the caller is the one to go on with it, for the next `leaseMs`. */
  async claim(id: string, owner: string, leaseMs: number): Promise<boolean> {
    const key = `${this.key(id)}:lease`;
    if ((await this.redis.set(key, owner, 'PX', leaseMs, 'NX')) === 'OK') return true;
    if ((await this.redis.get(key)) !== owner) return false;
    await this.redis.pexpire(key, leaseMs);
    return true;
  }

  async release(id: string): Promise<void> {
    await this.redis.del(`${this.key(id)}:lease`);
  }

  /** The next ones to be replayed; they stay until `advance`. */
  async readNext(id: string, count: number): Promise<string[]> {
    return this.redis.lrange(this.todoKey(id), 0, count - 1);
  }

  /** So many of the next ones are done with. */
  async advance(id: string, replayed: number, skipped: number): Promise<void> {
    await this.redis
      .multi()
      .ltrim(this.todoKey(id), replayed + skipped, -1)
      .hincrby(this.key(id), 'replayed', replayed)
      .hincrby(this.key(id), 'skipped', skipped)
      .exec();
  }

  async end(id: string, state: 'done' | 'cancelled', nowMs: number): Promise<void> {
    await this.redis.multi().hset(this.key(id), { state, endedAtMs: nowMs }).del(this.todoKey(id)).exec();
  }

  private get listKey(): string {
    return `${this.keyPrefix}:bulk-replays`;
  }

  private key(id: string): string {
    return `${this.keyPrefix}:bulk-replay:${id}`;
  }

  private todoKey(id: string): string {
    return `${this.key(id)}:todo`;
  }
}
