import type { Cluster, Redis } from 'ioredis';

/** A client of one server (found by its address or through Sentinels), or of a Cluster: both take the same commands. */
export type RedisClient = Redis | Cluster;
