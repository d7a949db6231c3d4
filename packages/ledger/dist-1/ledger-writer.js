import { readEventIdTime } from '@ins-relay/contracts';
import { GroupCommit } from '@ins-relay/platform';
import { defineAppendScript, runAppendScript } from './append-script.js';
import { sealRecord } from './event-record.js';
import { LedgerKeys, toDay, toHour } from './ledger-keys.js';
import { encodeTimeline } from './timeline-codec.js';
/** So many timelines at once keep Redis from others for about a millisecond. */ const GROUP_MAX = 32;
/** Writes timelines. Appends that come while Redis takes an earlier one go there together. */ export class LedgerWriter {
    constructor(options){
        this.options = options;
        const { keepSeconds, keyPrefix, redis } = options;
        this.keys = new LedgerKeys(keyPrefix);
        defineAppendScript(redis);
        const common = {
            tailChannel: this.keys.tail,
            keepSeconds
        };
        this.commits = new GroupCommit({
            countMax: GROUP_MAX,
            write: (appends)=>runAppendScript(redis, common, appends)
        });
    }
    /**
   * Appends to the timeline of an event, in one atomic step with every index and look-up that follows from it.
   * The first append of an event has to begin with its `received` entry.
   */ async append(eventId, entries, options = {}) {
        const receivedAtMs = readEventIdTime(eventId) ?? 0;
        const hour = toHour(receivedAtMs);
        const key = (index)=>this.keys.index(index, hour);
        const lines = encodeTimeline(eventId, entries);
        if (options.record !== undefined) lines.push(sealRecord(this.options.keyring, eventId, options.record));
        const answer = await this.commits.submit({
            eventKey: this.keys.event(eventId),
            eventId,
            firstIndexes: entries.flatMap((entry)=>entry.type === 'received' ? [
                    key({
                        by: 'all'
                    }),
                    key({
                        by: 'connection',
                        connectionId: entry.connectionId
                    })
                ] : []),
            outcomeIndexes: entries.flatMap((entry)=>{
                const outcome = readIndexedOutcome(entry);
                return outcome === undefined ? [] : [
                    key({
                        by: 'outcome',
                        outcome
                    })
                ];
            }),
            lookups: this.listLookups(entries, options.email).map(([field, value])=>this.keys.lookup(field, value, toDay(receivedAtMs))),
            wasSettledBefore: options.isReplay ?? false,
            claim: options.claim,
            link: options.link,
            entries: lines
        });
        if (typeof answer === 'string') return {
            takenByEventId: answer,
            orphanIds: []
        };
        this.options.onAppended?.(eventId, entries, options);
        return {
            orphanIds: answer
        };
    }
    listLookups(entries, email) {
        const lookups = [];
        for (const entry of entries){
            if (entry.type === 'received' && entry.receipt !== undefined) {
                lookups.push([
                    'receipt',
                    entry.receipt.toUpperCase()
                ]);
            }
            if (entry.type === 'mapped' || entry.type === 'assigned') lookups.push([
                'clickId',
                entry.clickId
            ]);
        }
        if (email !== undefined && email !== '') {
            lookups.push([
                'email',
                this.options.keyring.hashForLookup(normalizeEmail(email))[0]
            ]);
        }
        return lookups;
    }
}
/** Nearly every event is delivered, so that index would only repeat the one of all. */ function readIndexedOutcome(entry) {
    if (entry.type === 'settled') return entry.outcome;
    return entry.type === 'postback-settled' && entry.outcome === 'failed' ? 'failed' : undefined;
}
export function normalizeEmail(email) {
    return email.trim().toLowerCase();
}

//# sourceMappingURL=ledger-writer.js.map