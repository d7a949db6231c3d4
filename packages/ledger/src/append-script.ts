import type { RedisClient } from '@ins-relay/platform';

/**
 * Appends to an event's timeline and keeps the indexes, in one step.
 *   KEYS[1] the event · KEYS[2 … 1+F] indexes to enter when the event is new · then O outcome indexes ·
 *   then L look-up hashes
 *   ARGV    event id · tail channel · seconds to keep · F · O · L · was it settled before (1 or 0) · the L fields
 *           · the entries
 */
const SCRIPT = `
local id, channel, keep = ARGV[1], ARGV[2], ARGV[3]
local firsts, outcomes, lookups, again = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7] == '1'
local new = redis.call('EXISTS', KEYS[1]) == 0
for i = 8 + lookups, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
redis.call('EXPIRE', KEYS[1], keep)
if new then
  for i = 2, 1 + firsts do
    if redis.call('RPUSH', KEYS[i], id) == 1 then redis.call('EXPIRE', KEYS[i], keep) end
  end
end
for i = 2 + firsts, 1 + firsts + outcomes do
  if again then redis.call('LREM', KEYS[i], 1, id) end
  if redis.call('RPUSH', KEYS[i], id) == 1 then redis.call('EXPIRE', KEYS[i], keep) end
end
for i = 1, lookups do
  local key, field = KEYS[1 + firsts + outcomes + i], ARGV[7 + i]
  local ids = redis.call('HGET', key, field)
  if not ids then
    redis.call('HSET', key, field, id)
    if redis.call('HLEN', key) == 1 then redis.call('EXPIRE', key, keep) end
  elseif #ids < 4000 and not string.find(ids, id, 1, true) then
    redis.call('HSET', key, field, ids .. ' ' .. id)
  end
end
redis.call('PUBLISH', channel, id)
return new and 1 or 0
`;

export interface AppendArguments {
  readonly eventKey: string;
  readonly eventId: string;
  readonly tailChannel: string;
  readonly keepSeconds: number;
  readonly firstIndexes: readonly string[];
  readonly outcomeIndexes: readonly string[];
  readonly lookups: readonly { readonly key: string; readonly field: string }[];
  readonly wasSettledBefore: boolean;
  readonly entries: readonly (string | Buffer)[];
}

type RedisWithAppend = RedisClient & {
  insLedgerAppend(keyCount: number, ...rest: (string | number | Buffer)[]): Promise<number>;
};

/** Makes the script known to a client; needed once for each. */
export function defineAppendScript(redis: RedisClient): void {
  if (!('insLedgerAppend' in redis)) redis.defineCommand('insLedgerAppend', { lua: SCRIPT });
}

/** Runs it in one round trip. */
export async function runAppendScript(redis: RedisClient, append: AppendArguments): Promise<void> {
  const keys = [
    append.eventKey,
    ...append.firstIndexes,
    ...append.outcomeIndexes,
    ...append.lookups.map((lookup) => lookup.key),
  ];
  await (redis as RedisWithAppend).insLedgerAppend(
    keys.length,
    ...keys,
    append.eventId,
    append.tailChannel,
    append.keepSeconds,
    append.firstIndexes.length,
    append.outcomeIndexes.length,
    append.lookups.length,
    append.wasSettledBefore ? 1 : 0,
    ...append.lookups.map((lookup) => lookup.field),
    ...append.entries,
  );
}
