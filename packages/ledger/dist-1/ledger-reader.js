import { followChannel } from '@ins-relay/platform';
import { openRecord } from './event-record.js';
import { foldTimeline } from './fold-timeline.js';
import { LedgerKeys, toDay, toHour } from './ledger-keys.js';
import { normalizeEmail } from './ledger-writer.js';
import { unpackEventIds } from './pack-event-ids.js';
import { decodeTimeline, isTimelineLine } from './timeline-codec.js';
const HOURS_AT_ONCE = 96;
const EVENTS_AT_ONCE = 200;
const EXAMINED_MAX = 20_000;
/** Reads timelines and finds events. */ export class LedgerReader {
    constructor(options, readNowMs, /** A page stops looking after so many events that do not match, so that no query holds Redis for long. */ examinedMax = EXAMINED_MAX){
        this.options = options;
        this.readNowMs = readNowMs;
        this.examinedMax = examinedMax;
        this.keys = new LedgerKeys(options.keyPrefix);
    }
    /** @returns undefined if there is no such event, or its time to be kept is over */ async read(eventId) {
        const [event] = await this.readMany([
            eventId
        ]);
        return event;
    }
    /** Of those that are still kept. */ async readSummaries(eventIds) {
        return (await this.readMany(eventIds)).map(({ summary })=>summary);
    }
    /** @param cursor of the page before; absent for the first page */ async list(query, limit, cursor) {
        const found = await this.lookUp(query);
        if (found !== undefined) return {
            events: await this.filter(found, query)
        };
        return this.scan(query, limit, cursor);
    }
    /** So many of the newest, over as many pages as it takes; `list` ends a page early rather than hold Redis up. */ async listNewest(query, limit) {
        const events = [];
        let cursor;
        do {
            const page = await this.list(query, limit - events.length, cursor);
            events.push(...page.events);
            cursor = page.nextCursor;
        }while (cursor !== undefined && events.length < limit)
        return {
            events,
            hasMore: cursor !== undefined
        };
    }
    /** How many events match, and their ids, newest first; walks all pages. */ async listIds(query, onPage) {
        let count = 0;
        let cursor;
        do {
            const page = await this.list(query, EVENTS_AT_ONCE, cursor);
            count += page.events.length;
            if (page.events.length > 0) await onPage(page.events.map((event)=>event.eventId));
            cursor = page.nextCursor;
        }while (cursor !== undefined)
        return count;
    }
    /** Calls back with the id of every event that changes from now on. @returns a function that ends it */ async follow(onEventId) {
        return followChannel(this.options.redis, this.keys.tail, {
            onMessage: onEventId
        });
    }
    /** Stands for a customer in URLs: it says nothing to whoever has not the master keys. */ referToCustomer(email) {
        return this.options.keyring.hashForLookup(normalizeEmail(email)).join('.');
    }
    /** Whether an event passes every filter of a query but those of the customer, which a summary does not tell. */ matches(event, query) {
        const { firstMs, lastMs } = this.timeSpan(query);
        return event.receivedAtMs >= firstMs && event.receivedAtMs <= lastMs && (query.connectionId === undefined || event.connectionId === query.connectionId) && (query.outcome === undefined || event.outcome === query.outcome) && (query.cause === undefined || event.cause === query.cause) && (query.kind === undefined || event.kind === query.kind) && (query.receipt === undefined || event.receipt?.toUpperCase() === query.receipt.toUpperCase()) && (query.clickId === undefined || (event.assignedClickId ?? event.clickId) === query.clickId);
    }
    async lookUp(query) {
        const values = query.receipt !== undefined ? [
            [
                'receipt',
                query.receipt.toUpperCase()
            ]
        ] : query.clickId !== undefined ? [
            [
                'clickId',
                query.clickId
            ]
        ] : query.email !== undefined ? this.options.keyring.hashForLookup(normalizeEmail(query.email)).map((hash)=>[
                'email',
                hash
            ]) : query.customer !== undefined ? query.customer.split('.').map((hash)=>[
                'email',
                hash
            ]) : undefined;
        if (values === undefined) return undefined;
        const pipeline = this.options.redis.pipeline();
        const { firstMs, lastMs } = this.timeSpan(query);
        for(let day = toDay(lastMs); day >= toDay(firstMs); day--){
            for (const [field, value] of values){
                const lookup = this.keys.lookup(field, value, day);
                pipeline.hmgetBuffer(lookup.key, lookup.field, lookup.earlierField);
            }
        }
        const replies = await pipeline.exec() ?? [];
        const ids = replies.flatMap(([, found])=>(found ?? []).flatMap((value)=>value === null ? [] : unpackEventIds(value).reverse()));
        return [
            ...new Set(ids)
        ];
    }
    async scan(query, limit, cursor) {
        const index = chooseIndex(query);
        const { firstMs, lastMs } = this.timeSpan(query);
        const events = [];
        let examined = 0;
        let [hour, below] = parseCursor(cursor) ?? [
            toHour(lastMs),
            Number.POSITIVE_INFINITY
        ];
        const lowestHour = toHour(firstMs);
        while(hour >= lowestHour){
            const lengths = await this.readLengths(index, hour, lowestHour);
            for (const length of lengths){
                let end = Math.min(below, length);
                while(end > 0){
                    const start = Math.max(0, end - EVENTS_AT_ONCE);
                    const ids = await this.options.redis.lrange(this.keys.index(index, hour), start, end - 1);
                    const matching = await this.filter(ids.reverse(), query);
                    const room = limit - events.length;
                    events.push(...matching.slice(0, room));
                    if (matching.length > room) {
                        const next = matching[room - 1]?.eventId ?? '';
                        return {
                            events,
                            nextCursor: `${hour}.${end - 1 - ids.indexOf(next)}`
                        };
                    }
                    examined += ids.length;
                    end = start;
                    if (examined >= this.examinedMax || events.length === limit) return {
                        events,
                        nextCursor: `${hour}.${end}`
                    };
                }
                below = Number.POSITIVE_INFINITY;
                hour -= 1;
            }
        }
        return {
            events
        };
    }
    async readLengths(index, fromHour, lowestHour) {
        const pipeline = this.options.redis.pipeline();
        const count = Math.min(HOURS_AT_ONCE, fromHour - lowestHour + 1);
        for(let i = 0; i < count; i++)pipeline.llen(this.keys.index(index, fromHour - i));
        return (await pipeline.exec() ?? []).map(([, length])=>Number(length));
    }
    async filter(ids, query) {
        const events = await this.readMany(ids);
        return events.map((event)=>event.summary).filter((event)=>this.matches(event, query));
    }
    async readMany(ids) {
        const pipeline = this.options.redis.pipeline();
        for (const id of ids)pipeline.lrangeBuffer(this.keys.event(id), 0, -1);
        const replies = await pipeline.exec() ?? [];
        return replies.flatMap(([error, lines], i)=>{
            if (error) throw error;
            const eventId = ids[i] ?? '';
            return Array.isArray(lines) && lines.length > 0 ? [
                this.assemble(eventId, lines)
            ] : [];
        });
    }
    assemble(eventId, lines) {
        const written = lines.filter(isTimelineLine).map((line)=>line.toString('utf8'));
        const entries = decodeTimeline(eventId, written);
        const sealed = lines.filter((line)=>!isTimelineLine(line));
        return {
            summary: foldTimeline(eventId, entries),
            entries,
            openRecord: ()=>sealed.map((bytes)=>openRecord(this.options.keyring, eventId, bytes)).reduce((all, record)=>({
                        notification: record.notification ?? all.notification,
                        urls: record.urls ?? all.urls
                    }), {})
        };
    }
    timeSpan(query) {
        const nowMs = this.readNowMs();
        const firstKeptMs = nowMs - this.options.keepSeconds * 1000;
        return {
            firstMs: Math.max(query.sinceMs ?? 0, firstKeptMs),
            lastMs: query.untilMs ?? nowMs + CLOCK_SKEW_MS
        };
    }
}
/** Events of another machine may be a little ahead of this one's clock. */ const CLOCK_SKEW_MS = 60_000;
function chooseIndex(query) {
    const { outcome, connectionId } = query;
    if (outcome !== undefined && outcome !== 'pending' && outcome !== 'delivered') return {
        by: 'outcome',
        outcome
    };
    return connectionId === undefined ? {
        by: 'all'
    } : {
        by: 'connection',
        connectionId
    };
}
function parseCursor(cursor) {
    const match = /^(\d{1,9})\.(\d{1,12})$/.exec(cursor ?? '');
    return match === null ? undefined : [
        Number(match[1]),
        Number(match[2])
    ];
}

//# sourceMappingURL=ledger-reader.js.map