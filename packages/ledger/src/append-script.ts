import type { RedisClient } from '@ins-relay/platform';
import type { Stake } from './claim-store.js';
import type { LinkToKeep } from './click-links.js';

/**
 * Appends to an event's timeline and keeps the indexes, in one step; before that, where it is asked to, claims the
 * event's identity and keeps its click id. Where another event has the identity nothing is written.
 *   KEYS[1] the event · KEYS[2 … 1+F] indexes to enter when the event is new · then O outcome indexes ·
 *   then L look-up hashes · then the claim · then the click id of the receipt and its orphans
 *   ARGV    event id · tail channel · seconds to keep · F · O · L · was it settled before (1 or 0)
 *           · seconds to keep the claim (0: none) · seconds to keep the click id (0: none) · the click id
 *           · the L fields · the entries
 *   returns the event that has the identity, or a list of the orphans of the receipt
 */
const SCRIPT = `
local id, channel, keep = ARGV[1], ARGV[2], ARGV[3]
local firsts, outcomes, lookups, again = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7] == '1'
local more, orphans = 1 + firsts + outcomes + lookups, {}
if ARGV[8] ~= '0' then
  more = more + 1
  local holder = redis.call('SET', KEYS[more], id, 'EX', ARGV[8], 'NX', 'GET')
  if holder and holder ~= id then return holder end
end
if ARGV[9] ~= '0' then
  redis.call('SET', KEYS[more + 1], ARGV[10], 'EX', ARGV[9])
  orphans = redis.call('SMEMBERS', KEYS[more + 2])
end
local entries, new = #ARGV - 10 - lookups, false
if entries > 0 then new = redis.call('RPUSH', KEYS[1], unpack(ARGV, 11 + lookups)) == entries end
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
  local key, field = KEYS[1 + firsts + outcomes + i], ARGV[10 + i]
  local ids = redis.call('HGET', key, field)
  if not ids then
    redis.call('HSET', key, field, id)
    if redis.call('HLEN', key) == 1 then redis.call('EXPIRE', key, keep) end
  elseif #ids < 4000 and not string.find(ids, id, 1, true) then
    redis.call('HSET', key, field, ids .. ' ' .. id)
  end
end
redis.call('PUBLISH', channel, id)
return orphans
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
  readonly claim?: Stake;
  readonly link?: LinkToKeep;
  /** None where only a look-up is added; fewer than a Lua stack holds. */
  readonly entries: readonly (string | Buffer)[];
}

type RedisWithAppend = RedisClient & {
  insLedgerAppend(keyCount: number, ...rest: (string | number | Buffer)[]): Promise<string | string[]>;
};

/** Makes the script known to a client; needed once for each. */
export function defineAppendScript(redis: RedisClient): void {
  if (!('insLedgerAppend' in redis)) redis.defineCommand('insLedgerAppend', { lua: SCRIPT });
}

/**
 * Runs it in one round trip.
 * @returns the id of the event that has the identity, or the ids of the receipt's orphans
 */
export async function runAppendScript(
  redis: RedisClient,
  append: AppendArguments,
): Promise<string | string[]> {
  const { claim, link } = append;
  const keys = [
    append.eventKey,
    ...append.firstIndexes,
    ...append.outcomeIndexes,
    ...append.lookups.map((lookup) => lookup.key),
    ...(claim === undefined ? [] : [claim.key]),
    ...(link === undefined ? [] : [link.key, link.orphansKey]),
  ];
  return (redis as RedisWithAppend).insLedgerAppend(
    keys.length,
    ...keys,
    append.eventId,
    append.tailChannel,
    append.keepSeconds,
    append.firstIndexes.length,
    append.outcomeIndexes.length,
    append.lookups.length,
    append.wasSettledBefore ? 1 : 0,
    claim?.keepSeconds ?? 0,
    link?.keepSeconds ?? 0,
    link?.clickId ?? '',
    ...append.lookups.map((lookup) => lookup.field),
    ...append.entries,
  );
}
