import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { Secret } from './load-config.js';

/** What every app that touches Redis reads from the environment. */
export class CommonConfig {
  /** May hold a password. */
  @Secret()
  @Matches(/^rediss?:\/\//, { message: 'must start with redis:// or rediss://' })
  redisUrl = 'redis://127.0.0.1:6379';

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
}
