import { compressLines, compressRecord, decompressRecord } from './compress-record.js';
import { joinJson, splitJson } from './split-json.js';
import { writeText } from './write-text.js';
/** The first format that is not JSON. */ const PLAIN_FORMAT = 3;
/** The first in which a notification is taken apart. */ const LINES_FORMAT = 4;
export function sealRecord(keyring, eventId, record) {
    const compressed = compressLines((target, at)=>writeLines(record, target, at));
    return keyring.seal(compressed ?? compressRecord(writeRecord(record)), sealingContext(eventId));
}
/** @throws UnsealError */ export function openRecord(keyring, eventId, sealed) {
    const { format, text } = decompressRecord(keyring.open(sealed, sealingContext(eventId)));
    if (format >= LINES_FORMAT) return readLines(text);
    return format < PLAIN_FORMAT ? readJsonRecord(text) : readRecord(text);
}
/**
 * The lines that `splitJson` makes of the notification, a single empty one if there is none, and each URL, which holds
 * no line break, on a line of its own.
 * @returns where they end; undefined if the notification would not come back to the letter, or if there is no room
 */ function writeLines({ notification, urls = [] }, target, at) {
    if (notification === '') return undefined;
    let end = notification === undefined ? at : splitJson(notification, target, at);
    for (const url of urls)end = end === undefined ? undefined : writeText(`\n${url}`, target, end);
    return end;
}
function readLines(text) {
    const { text: notification, rest: urls } = joinJson(text.split('\n'));
    return {
        notification: notification === '' ? undefined : notification,
        urls: urls.length === 0 ? undefined : urls
    };
}
/** For any other: its length, itself, and each URL on a line of its own. */ function writeRecord({ notification, urls = [] }) {
    return [
        `${notification?.length ?? ''}\n${notification ?? ''}`,
        ...urls
    ].join('\n');
}
function readRecord(text) {
    const start = text.indexOf('\n') + 1;
    const length = text.slice(0, start - 1);
    const end = start + Number(length);
    const [, ...urls] = text.slice(end).split('\n');
    return {
        notification: length === '' ? undefined : text.slice(start, end),
        urls: urls.length === 0 ? undefined : urls
    };
}
/** Earlier releases wrote JSON, in which a notification has a backslash before each of its quotes. */ function readJsonRecord(text) {
    const stored = JSON.parse(text);
    return {
        notification: stored.n,
        urls: stored.u
    };
}
function sealingContext(eventId) {
    return `ledger ${eventId}`;
}

//# sourceMappingURL=event-record.js.map