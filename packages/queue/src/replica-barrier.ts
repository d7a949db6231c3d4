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

interface Server {
  readonly redis: Redis;
  /** Whether the link is still the one that it was: WAIT speaks of the writes of its own link only. */
  readonly isSameLink: () => boolean;
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
    const server = await this.findServer();
    await write();
    const confirmed = await this.join(server.redis);
    if (!server.isSameLink()) throw new NotReplicatedError('the link to Redis was lost before replicas confirmed');
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

  private async findServer(): Promise<Server> {
    const { redis } = this.options;
    if (redis.isCluster) return this.findShard(redis as Cluster);
    const { linksLost } = this;
    return { redis: redis as Redis, isSameLink: () => this.linksLost === linksLost };
  }

  /** The client of a shard is never connected twice: after a loss there is another one. */
  private async findShard(cluster: Cluster): Promise<Server> {
    this.slot ??= (await cluster.cluster('KEYSLOT', this.options.keyPrefix)) as number;
    const { slot } = this;
    const find = () => {
      const [address] = cluster.slots[slot] ?? [];
      return cluster.nodes('master').find(({ options }) => `${options.host}:${options.port}` === address);
    };
    const shard = find();
    if (shard === undefined) throw new NotReplicatedError('the shard has no master at the moment');
    return { redis: shard, isSameLink: () => shard.status === 'ready' && find() === shard };
  }
}
