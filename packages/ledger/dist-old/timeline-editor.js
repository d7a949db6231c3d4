import { openRecord, sealRecord } from './event-record.js';
import { LedgerKeys, toDay, toHour } from './ledger-keys.js';
import { normalizeEmail } from './ledger-writer.js';
import { decodeTimelineLine, encodeTimeline, isTimelineLine } from './timeline-codec.js';
/**
 * Puts other lines in the place of those that were read, if nothing has changed since.
 *   KEYS[1] the event · ARGV how many lines were read · those lines · the new lines
 */ const REPLACE_SCRIPT = `
local count = tonumber(ARGV[1])
if redis.call('LLEN', KEYS[1]) ~= count then return 0 end
for i, line in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  if line ~= ARGV[i + 1] then return 0 end
end
local ttl = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
for i = count + 2, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
if ttl > 0 then redis.call('PEXPIRE', KEYS[1], ttl) end
return 1
`;
const TRIES = 20;
const PAGE = 500;
/**
 * Changes what is stored of events after the fact, line by line and atomically, while the workers go on writing: for
 * erasing customers and for sealing under a new master key. Nothing else may rewrite a timeline.
 */ export class TimelineEditor {
    constructor(options, readNowMs){
        this.options = options;
        this.readNowMs = readNowMs;
        this.keys = new LedgerKeys(options.keyPrefix);
        const { redis } = options;
        if (!('insReplaceLines' in redis)) {
            redis.defineCommand('insReplaceLines', {
                numberOfKeys: 1,
                lua: REPLACE_SCRIPT
            });
        }
    }
    /** Calls back with the ids of all events that are kept, the newest hours first. */ async walk(onIds) {
        const nowMs = this.readNowMs();
        const firstHour = toHour(nowMs - this.options.keepSeconds * 1000);
        for(let hour = toHour(nowMs); hour >= firstHour; hour--){
            const key = this.keys.index({
                by: 'all'
            }, hour);
            for(let start = 0;; start += PAGE){
                const ids = await this.options.redis.lrange(key, start, start + PAGE - 1);
                if (ids.length > 0) await onIds(ids);
                if (ids.length < PAGE) break;
            }
        }
    }
    /** Removes what says who the customer is; times, amounts, receipt and outcome stay. @param entry says so */ async erase(eventId, entry) {
        return this.edit(eventId, (lines)=>{
            // What RedTrack answered may repeat what was sent.
            const kept = lines.filter(isTimelineLine).map((line)=>changeBody(eventId, line, ()=>undefined));
            return [
                ...kept,
                ...encodeTimeline(eventId, [
                    entry
                ]).map((line)=>Buffer.from(line))
            ];
        });
    }
    /** Seals whatever is sealed under another master key anew under the present one. @throws UnsealError */ async reseal(eventId) {
        const { keyring } = this.options;
        return this.edit(eventId, (lines)=>lines.map((line)=>{
                if (isTimelineLine(line)) return this.resealBody(eventId, line);
                return keyring.isCurrent(line) ? line : sealRecord(keyring, eventId, openRecord(keyring, eventId, line));
            }));
    }
    /** Forgets that events can be found by this address. */ async forgetEmail(email) {
        const nowMs = this.readNowMs();
        const firstDay = toDay(nowMs - this.options.keepSeconds * 1000);
        const pipeline = this.options.redis.pipeline();
        for (const hash of this.options.keyring.hashForLookup(normalizeEmail(email))){
            for(let day = toDay(nowMs) + 1; day >= firstDay; day--){
                const lookup = this.keys.lookup('email', hash, day);
                pipeline.hdel(lookup.key, lookup.field, lookup.earlierField);
            }
        }
        for (const [error] of await pipeline.exec() ?? [])if (error !== null) throw error;
    }
    async edit(eventId, change) {
        const key = this.keys.event(eventId);
        for(let tries = 0; tries < TRIES; tries++){
            const before = await this.options.redis.lrangeBuffer(key, 0, -1);
            if (before.length === 0) return 'not-found';
            const after = change(before);
            if (after.length === before.length && after.every((line, i)=>line === before[i])) return 'unchanged';
            const redis = this.options.redis;
            if (await redis.insReplaceLines(key, before.length, ...before, ...after) === 1) return 'changed';
        }
        throw new Error(`the timeline of ${eventId} is being changed all the time`);
    }
    resealBody(eventId, line) {
        const { keyring } = this.options;
        const context = `attempt ${eventId}`;
        return changeBody(eventId, line, (body)=>keyring.isCurrent(body) ? body : keyring.seal(keyring.open(body, context), context));
    }
}
/** Changes the body of RedTrack's answer, where a line has one. @returns the very line where nothing changes */ function changeBody(eventId, line, change) {
    const [attempt, ...settled] = decodeTimelineLine(eventId, line.toString('utf8'));
    if (attempt?.type !== 'attempt' || attempt.sealedBody === undefined) return line;
    const before = Buffer.from(attempt.sealedBody, 'base64');
    const after = change(before);
    if (after === before) return line;
    const [changed = ''] = encodeTimeline(eventId, [
        {
            ...attempt,
            sealedBody: after?.toString('base64')
        },
        ...settled
    ]);
    return Buffer.from(changed);
}

//# sourceMappingURL=timeline-editor.js.map