const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Look-ups share small hashes, which Redis packs: a tenth of the memory of a key each. */ const LOOKUP_BUCKETS = 16_384;
const LOOKUP_CODES = {
    receipt: 'r',
    clickId: 'k',
    email: 'm'
};
/** What takes less room as bytes, under a code of its own: click ids of RedTrack's form, and hashes. */ const PACKED_LOOKUPS = {
    clickId: {
        code: 'K',
        form: /^[0-9a-f]{24}$/,
        as: 'hex'
    },
    email: {
        code: 'M',
        form: /^[\w-]{16}$/,
        as: 'base64url'
    }
};
/** Every key of the ledger, and nowhere else. */ export class LedgerKeys {
    constructor(prefix){
        this.prefix = prefix;
    }
    /** List of the entries of one event, in order. */ event(eventId) {
        return `${this.prefix}:ev:${eventId}`;
    }
    /** List of the event ids received in one hour: of all, of a connection, or that came to an outcome. */ index(index, hour) {
        switch(index.by){
            case 'all':
                return `${this.prefix}:ix:all:${hour}`;
            case 'connection':
                return `${this.prefix}:ix:c:${index.connectionId}:${hour}`;
            case 'outcome':
                return `${this.prefix}:ix:o:${index.outcome}:${hour}`;
        }
    }
    /** Field of a hash, with the events that have this value and were received on that day. */ lookup(field, value, day) {
        const name = `${LOOKUP_CODES[field]}${value}`;
        return {
            key: `${this.prefix}:lx:${day}:${hashText(name) % LOOKUP_BUCKETS}`,
            field: packLookup(field, value) ?? Buffer.from(name),
            earlierField: name
        };
    }
    /** All look-up hashes of one day. */ lookups(day) {
        return Array.from({
            length: LOOKUP_BUCKETS
        }, (_, bucket)=>`${this.prefix}:lx:${day}:${bucket}`);
    }
    /** Set of the events that a paused connection holds. */ held(connectionId) {
        return `${this.prefix}:held:${connectionId}`;
    }
    /** List of calls that could not be verified, newest first, sealed. */ unverified(connectionId, ring) {
        return `${this.prefix}:unverified:${ring}:${connectionId}`;
    }
    /** The event that an identity belongs to. */ claim(connectionId, identity) {
        return `${this.prefix}:claim:${connectionId}:${identity}`;
    }
    /** Set of the events that were given up for want of this receipt's click id. */ orphans(connectionId, receipt) {
        return `${this.prefix}:orphans:${connectionId}:${receipt}`;
    }
    clickId(connectionId, receipt) {
        return `${this.prefix}:click:${connectionId}:${receipt}`;
    }
    /** Channel on which the id of every event that changed is published. */ get tail() {
        return `${this.prefix}:ledger:tail`;
    }
}
export function toHour(atMs) {
    return Math.floor(atMs / HOUR_MS);
}
export function toDay(atMs) {
    return Math.floor(atMs / DAY_MS);
}
function packLookup(field, value) {
    const packed = PACKED_LOOKUPS[field];
    if (packed === undefined || !packed.form.test(value)) return undefined;
    return Buffer.concat([
        Buffer.from(packed.code),
        Buffer.from(value, packed.as)
    ]);
}
/** FNV-1a, 32 bits: spreads, and needs no secrecy. */ function hashText(text) {
    let hash = 0x811c9dc5;
    for(let i = 0; i < text.length; i++)hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash >>> 0;
}

//# sourceMappingURL=ledger-keys.js.map