import type { Cluster, Redis } from 'ioredis';
import type { RedisClient } from '@ins-relay/platform';

export interface ReplicaBarrierOptions {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  /** So many replicas have to confirm. */
  readonly replicas: number;
  /** How long they may take. Other commands of the same client wait meanwhile. */
  readonly timeoutMs: number;
}

/** What was written is on too few replicas, or nobody can tell: a failover may lose it. */
export class NotReplicatedError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'NotReplicatedError';
  }
}

/** WAIT speaks of the writes of its own link only. */
interface Link {
  readonly redis: Redis;
  /** Another one after every loss of the link. */
  readonly id: unknown;
}

/** Makes writes wait until replicas have them, so that they survive a failover. */
export class ReplicaBarrier {
  private linksLost = 0;
  private slot: number | undefined;
  private current: Promise<unknown> = Promise.resolve();
  private next: { readonly redis: Redis; readonly confirmed: Promise<number> } | undefined;

  constructor(private readonly options: ReplicaBarrierOptions) {
    options.redis.on('close', () => (this.linksLost += 1));
  }

  /**
   * Resolves once `write`, which has to use the same client, is done and enough replicas have it.
   * @throws NotReplicatedError though the write may stay; and what `write` throws
   */
  async run(write: () => Promise<void>): Promise<void> {
    const { replicas, timeoutMs } = this.options;
    const before = await this.findLink();
    await write();
    const link = await this.findLink();
    const confirmed = link === undefined ? 0 : await this.join(link.redis);
    const after = await this.findLink();
    if (link === undefined || before?.id !== link.id || after?.id !== link.id) {
      throw new NotReplicatedError('the link to Redis changed before replicas confirmed');
    }
    if (confirmed >= replicas) return;
    throw new NotReplicatedError(`${confirmed} of ${replicas} replicas confirmed within ${timeoutMs} ms`);
  }

  /** One WAIT at a time: whoever comes while one is under way shares the next one. */
  private join(redis: Redis): Promise<number> {
    if (this.next?.redis !== redis) {
      const confirmed = this.current.then(() => {
        this.next = undefined;
        return redis.wait(this.options.replicas, this.options.timeoutMs);
      });
      this.next = { redis, confirmed };
      this.current = confirmed.catch(() => undefined);
    }
    return this.next.confirmed;
  }

  private async findLink(): Promise<Link | undefined> {
    const { redis } = this.options;
    if (redis.isCluster) return this.findShard(redis as Cluster);
    return { redis: redis as Redis, id: this.linksLost };
  }

  /** The client of a shard never connects twice: after a loss there is another one. */
  private async findShard(cluster: Cluster): Promise<Link | undefined> {
    this.slot ??= await cluster.cluster('KEYSLOT', this.options.keyPrefix);
    const [address] = cluster.slots[this.slot] ?? [];
    const shard = cluster
      .nodes('master')
      .find(({ options }) => `${options.host}:${options.port}` === address);
    return shard && { redis: shard, id: shard };
  }
}
