import type { RedisClient } from '@ins-relay/platform';
import type { ConnectionKeys } from './connection-keys.js';

export interface ConnectionWrite {
  readonly id: string;
  /** Write only if this is what is stored; absent: whatever is stored. */
  readonly expected?: string;
  /** What to store; null: forget the connection and its state. */
  readonly next: string | null;
}

// KEYS: connections, version, then the state of each. ARGV: channel, then for each: id, expected, next.
const SCRIPT = `
for i = 2, #ARGV, 3 do
  if ARGV[i + 1] ~= '' and redis.call('HGET', KEYS[1], ARGV[i]) ~= ARGV[i + 1] then return 0 end
end
for i = 2, #ARGV, 3 do
  if ARGV[i + 2] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
    redis.call('DEL', KEYS[2 + (i + 1) / 3])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2])
  end
end
redis.call('PUBLISH', ARGV[1], redis.call('INCR', KEYS[2]))
return 1
`;

/**
 * Writes connections, the new version and the message about it in one atomic step. A script, because a MULTI could
 * not make sure of `expected` on a link that others use too.
 * @returns false if something expected is not there; nothing is written then
 */
export async function writeConnections(
  redis: RedisClient,
  keys: ConnectionKeys,
  writes: readonly ConnectionWrite[],
): Promise<boolean> {
  const keyNames = [keys.connections, keys.version, ...writes.map((write) => keys.state(write.id))];
  const values = writes.flatMap((write) => [write.id, write.expected ?? '', write.next ?? '']);
  return (await redis.eval(SCRIPT, keyNames.length, ...keyNames, keys.changed, ...values)) === 1;
}
