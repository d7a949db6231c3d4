import { packEventId } from './pack-event-ids.js';
/**
 * Appends to the timelines of events and keeps the indexes, each event in one step; before that, where it is asked
 * to, claims the event's identity and keeps its click id. Where another event has the identity nothing is written.
 *   ARGV    tail channel · seconds to keep, then for each event:
 *           event id · F · O · L · was it settled before (1 or 0) · seconds to keep the claim (0: none)
 *           · seconds to keep the click id (0: none) · the click id · E · the event id as look-ups have it
 *           · the L fields · the E entries
 *   KEYS    for each event: its timeline · F indexes to enter when it is new · O outcome indexes · L look-up hashes
 *           · the claim, if any · the click id of the receipt and its orphans, if any
 *   returns for each event: the event that has the identity, or a list of the orphans of the receipt; or, where one
 *           of its keys holds something else, a problem that begins with an exclamation mark. What ails the server
 *           ends all of them.
 */ const SCRIPT = `
local channel, keep = ARGV[1], ARGV[2]
local k, a = 0, 2
local function append()
  local id, firsts, outcomes, lookups = ARGV[a + 1], tonumber(ARGV[a + 2]), tonumber(ARGV[a + 3]), tonumber(ARGV[a + 4])
  local again, claim, link, entries = ARGV[a + 5] == '1', ARGV[a + 6], ARGV[a + 7], tonumber(ARGV[a + 9])
  local packed = ARGV[a + 10]
  local k0, a0 = k, a
  local more, orphans = k + 1 + firsts + outcomes + lookups, {}
  k = more + (claim == '0' and 0 or 1) + (link == '0' and 0 or 2)
  a = a + 10 + lookups + entries
  if claim ~= '0' then
    more = more + 1
    local holder = redis.call('SET', KEYS[more], id, 'EX', claim, 'NX', 'GET')
    if holder and holder ~= id then return holder end
  end
  if link ~= '0' then
    redis.call('SET', KEYS[more + 1], ARGV[a0 + 8], 'EX', link)
    orphans = redis.call('SMEMBERS', KEYS[more + 2])
  end
  local key, new = KEYS[k0 + 1], false
  if entries > 0 then new = redis.call('RPUSH', key, unpack(ARGV, a0 + 11 + lookups, a)) == entries end
  redis.call('EXPIRE', key, keep)
  if new then
    for i = k0 + 2, k0 + 1 + firsts do
      if redis.call('RPUSH', KEYS[i], id) == 1 then redis.call('EXPIRE', KEYS[i], keep) end
    end
  end
  for i = k0 + 2 + firsts, k0 + 1 + firsts + outcomes do
    if again then redis.call('LREM', KEYS[i], 1, id) end
    if redis.call('RPUSH', KEYS[i], id) == 1 then redis.call('EXPIRE', KEYS[i], keep) end
  end
  for i = 1, lookups do
    local key, field = KEYS[k0 + 1 + firsts + outcomes + i], ARGV[a0 + 10 + i]
    if redis.call('HSETNX', key, field, packed) == 1 then
      if redis.call('HLEN', key) == 1 then redis.call('EXPIRE', key, keep) end
    else
      local ids = redis.call('HGET', key, field)
      if #ids < 4000 and not string.find(ids, packed, 1, true) and not string.find(ids, id, 1, true) then
        redis.call('HSET', key, field, ids .. packed)
      end
    end
  end
  redis.call('PUBLISH', channel, id)
  return orphans
end
local answers = {}
while a < #ARGV do
  local ok, answer = pcall(append)
  if not ok then
    local problem = type(answer) == 'table' and answer.err or tostring(answer)
    if not string.find(problem, 'WRONGTYPE', 1, true) then return redis.error_reply(problem) end
    answer = '!' .. problem
  end
  answers[#answers + 1] = answer
end
return answers
`;
/** Makes the script known to a client; needed once for each. */ export function defineAppendScript(redis) {
    if (!('insLedgerAppend' in redis)) redis.defineCommand('insLedgerAppend', {
        lua: SCRIPT
    });
}
/** Runs it in one round trip. @returns an answer for each event */ export async function runAppendScript(redis, { tailChannel, keepSeconds }, appends) {
    const keys = [];
    const values = [
        tailChannel,
        keepSeconds
    ];
    for (const append of appends){
        const { claim, entries, firstIndexes, link, lookups, outcomeIndexes } = append;
        keys.push(append.eventKey, ...firstIndexes, ...outcomeIndexes);
        for (const lookup of lookups)keys.push(lookup.key);
        if (claim !== undefined) keys.push(claim.key);
        if (link !== undefined) keys.push(link.key, link.orphansKey);
        values.push(append.eventId, firstIndexes.length, outcomeIndexes.length, lookups.length, append.wasSettledBefore ? 1 : 0, claim?.keepSeconds ?? 0, link?.keepSeconds ?? 0, link?.clickId ?? '', entries.length, lookups.length === 0 ? '' : packEventId(append.eventId));
        for (const lookup of lookups)values.push(lookup.field);
        values.push(...entries);
    }
    const answers = await redis.insLedgerAppend(keys.length, ...keys, ...values);
    return answers.map((answer)=>isProblem(answer) ? new Error(answer.slice(1)) : answer);
}
function isProblem(answer) {
    return typeof answer === 'string' && answer.startsWith('!');
}

//# sourceMappingURL=append-script.js.map