/**
 * How Redis is started for the relay, as compose and Kubernetes do; docs/redis.md says what each is for. Its log is
 * written anew in half the time without compression, which on sealed data saves a hundredth; and from 256 MB on, not
 * 64: for as long as that takes, one core is busy.
 */
export const REDIS_SETTINGS = {
  appendonly: 'yes',
  appendfsync: 'everysec',
  'maxmemory-policy': 'noeviction',
  rdbcompression: 'no',
  'auto-aof-rewrite-min-size': '256mb',
} as const;
