import { readEventIdTime } from '@ins-relay/contracts';
/** Words that nearly every timeline holds, written as their number. Only append: stored timelines outlive releases. */ const WORDS = {
    source: [
        'ins',
        'pixel',
        'reverify',
        'replay',
        'release',
        'approve'
    ],
    verification: [
        'encrypted',
        'cverify',
        'key',
        'none'
    ],
    kind: [
        'Sale',
        'Rebill',
        'Refund',
        'Chargeback',
        'Upsell',
        'CancelRebill',
        'UncancelRebill',
        'SubscriptionChange',
        'CartAbandonment',
        'TestTransactions',
        'InitiateCheckout',
        'Other'
    ],
    version: [
        '8.0',
        '7.0',
        '6.0'
    ],
    transactionType: [
        'SALE',
        'BILL',
        'RFND',
        'CGBK',
        'INSF',
        'CANCEL-REBILL',
        'UNCANCEL-REBILL',
        'TEST'
    ],
    matchedBy: [
        'event matching'
    ],
    clickIdSource: [
        'trackingCodes',
        'extclid',
        'parent',
        'assigned'
    ],
    outcome: [
        'delivered',
        'failed'
    ]
};
/** Times that are written as milliseconds since the event was received. */ const TIMES = [
    'atMs',
    'nextAtMs'
];
/**
 * How entries are written: an array of the code and the fields in this order, a fifth of the size of objects.
 * Only append to a list, and never change a code: stored timelines outlive releases.
 */ const FORMATS = {
    R: short('received', 'atMs connectionId source verification kind transactionType version receipt parentReceipt'),
    N: short('mapped', 'atMs generation matchedBy clickId clickIdSource postbacks'),
    A: short('attempt', 'atMs generation ordinal attempt durationMs status outcome error nextAtMs sealedBody cause'),
    p: long('postback-settled', 'atMs generation ordinal outcome cause'),
    d: long('duplicate', 'atMs ofEventId'),
    w: long('waiting', 'atMs parentReceipt untilMs'),
    h: long('held', 'atMs rule reason'),
    b: long('blocked', 'atMs generation ordinal destination reason'),
    s: long('settled', 'atMs outcome cause detail'),
    q: long('requeued', 'atMs generation source by reason isResend'),
    e: long('erased', 'atMs by'),
    c: long('assigned', 'atMs clickId by'),
    // Earlier releases' own.
    r: long('received', 'atMs connectionId source verification kind transactionType version receipt parentReceipt'),
    M: long('mapped', 'atMs generation matchedBy clickId clickIdSource postbacks'),
    m: long('mapped', 'atMs generation matchedBy clickId clickIdSource postbacks'),
    a: long('attempt', 'atMs generation ordinal attempt durationMs status error sealedBody nextAtMs')
};
/** The first code of a type is the one that is written. */ const CODES = new Map();
for (const [code, { type }] of Object.entries(FORMATS))if (!CODES.has(type)) CODES.set(type, code);
/** Of a postback, in the order in which it is written: as an array too. Only append. */ const POSTBACK_FIELDS = [
    'ordinal',
    'conversionType',
    'sum',
    'rdtkEventId',
    'currency',
    'destinationConnectionId'
];
/** Stands for the receipt and type of the notification before, with which an `rdtk_event_id` begins. */ const SAME = '~';
/**
 * Writes entries of one event; an attempt and what it settles share a line.
 * @returns lines of JSON
 */ export function encodeTimeline(eventId, entries) {
    const receivedAtMs = readEventIdTime(eventId) ?? 0;
    const lines = [];
    let start;
    for(let i = 0; i < entries.length; i++){
        const entry = entries[i];
        if (entry === undefined) continue;
        const next = entries[i + 1];
        const isJoined = entry.type === 'attempt' && next?.type === 'postback-settled' && settles(entry, next);
        if (isJoined) i += 1;
        const fields = isJoined ? {
            ...next,
            ...entry
        } : shareStart(entry, start);
        lines.push(encodeFields(entry.type, fields, receivedAtMs));
        start = tellStart(entry) ?? start;
    }
    return lines;
}
const OPENING_BRACKET = '['.charCodeAt(0);
/** Whether a stored line is an entry; the others are sealed records. */ export function isTimelineLine(line) {
    return line[0] === OPENING_BRACKET;
}
/** @param lines of one event, in their order */ export function decodeTimeline(eventId, lines) {
    let start;
    return lines.flatMap((line)=>{
        const entries = decodeTimelineLine(eventId, line).map((entry)=>unshareStart(entry, start));
        for (const entry of entries)start = tellStart(entry) ?? start;
        return entries;
    });
}
/**
 * For whoever changes a single line; what it shares with another one stays as it is written.
 * @returns none for an entry of a newer release, which readers skip
 */ export function decodeTimelineLine(eventId, line) {
    const [code, ...values] = JSON.parse(line);
    const format = FORMATS[code];
    if (format === undefined) return [];
    const entry = {
        type: format.type,
        ...toFields(values, format.fields)
    };
    if (format.isShort) writeOut(entry, readEventIdTime(eventId) ?? 0);
    // The oldest release wrote postbacks as objects, under `m`.
    if (format.type === 'mapped' && code !== 'm') {
        const postbacks = entry['postbacks'];
        entry['postbacks'] = postbacks.map((postback)=>toFields(postback, POSTBACK_FIELDS));
    }
    return code === 'A' ? part(entry) : [
        entry
    ];
}
function tellStart(entry) {
    return entry.type === 'received' ? `${entry.receipt}-${entry.transactionType}-` : undefined;
}
function shareStart(entry, start) {
    if (entry.type !== 'mapped' || start === undefined) return entry;
    return changeIds(entry, (id)=>id.startsWith(start) ? SAME + id.slice(start.length) : id);
}
function unshareStart(entry, start) {
    if (entry.type !== 'mapped') return entry;
    return changeIds(entry, (id)=>id.startsWith(SAME) ? `${start}${id.slice(SAME.length)}` : id);
}
function changeIds(entry, change) {
    const postbacks = entry.postbacks.map((one)=>({
            ...one,
            rdtkEventId: change(one.rdtkEventId)
        }));
    return {
        ...entry,
        postbacks
    };
}
function short(type, fields) {
    return {
        type,
        fields: fields.split(' '),
        isShort: true
    };
}
function long(type, fields) {
    return {
        type,
        fields: fields.split(' '),
        isShort: false
    };
}
function encodeFields(type, entry, receivedAtMs) {
    const code = CODES.get(type) ?? '';
    const { fields = [], isShort = false } = FORMATS[code] ?? {};
    const values = [
        code
    ];
    for (const field of fields){
        const value = field === 'postbacks' ? toArrays(entry[field]) : entry[field];
        values.push(isShort ? shorten(field, value, receivedAtMs) : value);
    }
    return JSON.stringify(dropAbsentEnd(values));
}
function shorten(field, value, receivedAtMs) {
    if (typeof value === 'number') return TIMES.includes(field) ? value - receivedAtMs : value;
    if (typeof value !== 'string') return value;
    const number = WORDS[field]?.indexOf(value) ?? -1;
    return number === -1 ? value : number;
}
function writeOut(entry, receivedAtMs) {
    for (const [field, value] of Object.entries(entry)){
        if (typeof value !== 'number') continue;
        if (TIMES.includes(field)) entry[field] = value + receivedAtMs;
        const words = WORDS[field];
        if (words !== undefined) entry[field] = words[value] ?? String(value);
    }
}
function settles(attempt, settled) {
    return attempt.atMs === settled.atMs && attempt.generation === settled.generation && attempt.ordinal === settled.ordinal;
}
function part({ outcome, cause, ...attempt }) {
    const entry = attempt;
    if (outcome === undefined) return [
        entry
    ];
    const { atMs, generation, ordinal } = entry;
    const settled = {
        type: 'postback-settled',
        atMs,
        generation,
        ordinal,
        outcome
    };
    return [
        entry,
        {
            ...settled,
            ...cause === undefined ? {} : {
                cause
            }
        }
    ];
}
function toArrays(postbacks) {
    return postbacks.map((postback)=>dropAbsentEnd(POSTBACK_FIELDS.map((field)=>postback[field])));
}
function dropAbsentEnd(values) {
    while(values.length > 0 && values.at(-1) === undefined)values.pop();
    return values;
}
function toFields(values, fields) {
    const object = {};
    fields.forEach((field, i)=>{
        const value = values[i];
        if (value !== undefined && value !== null) object[field] = value;
    });
    return object;
}

//# sourceMappingURL=timeline-codec.js.map