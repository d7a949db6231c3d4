import { OUTCOMES } from '@ins-relay/contracts';
import { LedgerKeys, toDay, toHour } from './ledger-keys.js';
const HOUR_MS = 3_600_000;
const PAGE = 500;
/** What happened lately is what people look for; when even that is too much, memory is needed, not a broom. */ const HOURS_KEPT = 24;
/** Removes the oldest timelines before their time, where memory runs out. What is pending stays. */ export class LedgerSweeper {
    constructor(options, reader, readNowMs){
        this.options = options;
        this.reader = reader;
        this.readNowMs = readNowMs;
        /** Hours before it have nothing left to remove, as far as this process knows. */ this.sweptUpTo = 0;
        this.lookupsForgottenDay = 0;
        this.keys = new LedgerKeys(options.keyPrefix);
    }
    /**
   * Removes the oldest hour that has something to remove.
   * @returns undefined if nothing older than a day is left
   */ async sweepOldestHour() {
        const nowMs = this.readNowMs();
        const oldest = toHour(nowMs - this.options.keepSeconds * 1000);
        const last = toHour(nowMs) - HOURS_KEPT;
        for(let hour = Math.max(oldest, this.sweptUpTo); hour < last; hour++){
            this.sweptUpTo = hour;
            const removed = await this.sweepHour(hour);
            if (removed > 0) return {
                hourMs: hour * HOUR_MS,
                removed
            };
        }
        return undefined;
    }
    async sweepHour(hour) {
        const { redis } = this.options;
        const ids = await redis.lrange(this.keys.index({
            by: 'all'
        }, hour), 0, -1);
        if (ids.length === 0) return 0;
        const pending = [];
        const connectionIds = new Set();
        for(let start = 0; start < ids.length; start += PAGE){
            const page = ids.slice(start, start + PAGE);
            const events = await this.reader.readSummaries(page);
            for (const event of events)connectionIds.add(event.connectionId);
            const open = events.filter(({ outcome })=>outcome === 'pending');
            pending.push(...open);
            const kept = new Set(open.map(({ eventId })=>eventId));
            await this.forget(page.filter((id)=>!kept.has(id)).map((id)=>this.keys.event(id)));
        }
        await this.rewriteIndexes(hour, connectionIds, pending);
        await this.forgetLookups(toDay(hour * HOUR_MS) - 1);
        return ids.length - pending.length;
    }
    /** Of a day of which nothing is left. */ async forgetLookups(day) {
        if (this.lookupsForgottenDay >= day) return;
        this.lookupsForgottenDay = day;
        await this.forget(this.keys.lookups(day));
    }
    async rewriteIndexes(hour, connectionIds, pending) {
        const indexes = [
            {
                by: 'all'
            },
            ...[
                ...connectionIds
            ].map((connectionId)=>({
                    by: 'connection',
                    connectionId
                })),
            ...OUTCOMES.map((outcome)=>({
                    by: 'outcome',
                    outcome
                }))
        ];
        await this.forget(indexes.map((index)=>this.keys.index(index, hour)));
        const pipeline = this.options.redis.pipeline();
        for (const { connectionId, eventId } of pending){
            for (const index of [
                {
                    by: 'all'
                },
                {
                    by: 'connection',
                    connectionId
                }
            ]){
                const key = this.keys.index(index, hour);
                pipeline.rpush(key, eventId).expire(key, this.options.keepSeconds);
            }
        }
        await execute(pipeline);
    }
    async forget(keys) {
        for(let start = 0; start < keys.length; start += PAGE){
            await this.options.redis.unlink(...keys.slice(start, start + PAGE));
        }
    }
}
async function execute(pipeline) {
    for (const [error] of await pipeline.exec() ?? [])if (error !== null) throw error;
}

//# sourceMappingURL=ledger-sweeper.js.map