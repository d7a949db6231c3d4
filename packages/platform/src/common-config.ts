import { IsIn, IsInt, IsString, Matches, Max, Min, Validate } from 'class-validator';
import { IsRedisAddress } from './is-redis-address.js';
import { Secret } from './load-config.js';
import type { RedisAddress } from './redis-address.js';

/** What every app that touches Redis reads from the environment. */
export class CommonConfig {
  /** One server, Sentinels or a Cluster, see `parseRedisAddress`. May hold a password. */
  @Secret()
  @Validate(IsRedisAddress)
  redisUrl = 'redis://127.0.0.1:6379';

  @IsString()
  redisUsername = '';

  @Secret()
  @IsString()
  redisPassword = '';

  @IsString()
  redisSentinelUsername = '';

  @Secret()
  @IsString()
  redisSentinelPassword = '';

  @IsString()
  redisCaFile = '';

  @IsString()
  redisCertFile = '';

  @IsString()
  redisKeyFile = '';

  /** `<id>:<32 bytes in base64>`, the sealing one first; no default on purpose. */
  @Secret()
  @IsString({ message: 'is not set; make one with: echo "k1:$(openssl rand -base64 32)"' })
  masterKeys!: string;

  /** Put before every key. The braces make it a hash tag, which Redis Cluster needs. */
  @Matches(/^\{[a-zA-Z0-9_-]{1,32}\}$/, { message: 'must be a word in braces, such as {ins}' })
  keyPrefix = '{ins}';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
  logLevel = 'info';

  /** Where the health server listens; a pod sets 0.0.0.0. */
  @IsString()
  healthHost = '127.0.0.1';

  /** 0 picks a free port. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  healthPort = 0;

  /** For `connectRedis`. */
  get redis(): RedisAddress {
    return {
      url: this.redisUrl,
      username: this.redisUsername,
      password: this.redisPassword,
      sentinelUsername: this.redisSentinelUsername,
      sentinelPassword: this.redisSentinelPassword,
      caFile: this.redisCaFile,
      certFile: this.redisCertFile,
      keyFile: this.redisKeyFile,
    };
  }
}
