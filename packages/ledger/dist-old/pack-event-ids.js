import { EVENT_ID_ALPHABET, isEventId } from '@ins-relay/contracts';
const PACKED_BYTES = 13;
const CHARACTER_BITS = 5;
/** The upper half of the first byte; no text of ASCII has it. */ const MARK = 0xf;
const SPACE = 0x20;
/**
 * An event id as look-ups have it: its 20 characters in 13 bytes, which can follow each other without a separator.
 * An id of another form is a text behind a space, as earlier releases wrote them all. To those, packed ids are the
 * names of events that do not exist.
 */ export function packEventId(eventId) {
    if (!isEventId(eventId)) return Buffer.from(` ${eventId}`);
    const packed = Buffer.alloc(PACKED_BYTES);
    let held = MARK;
    let heldCount = 4;
    let at = 0;
    for (const character of eventId.slice(1)){
        held = held << CHARACTER_BITS | EVENT_ID_ALPHABET.indexOf(character);
        heldCount += CHARACTER_BITS;
        if (heldCount < 8) continue;
        heldCount -= 8;
        packed[at++] = held >> heldCount;
        held &= (1 << heldCount) - 1;
    }
    return packed;
}
/** @param value packed ids and texts, in any order, as releases side by side append them */ export function unpackEventIds(value) {
    const ids = [];
    for(let at = 0; at < value.length;){
        if (isPacked(value, at)) {
            ids.push(unpackEventId(value.subarray(at, at + PACKED_BYTES)));
            at += PACKED_BYTES;
        } else {
            let end = at;
            while(end < value.length && value[end] !== SPACE && !isPacked(value, end))end++;
            if (end > at) ids.push(value.toString('latin1', at, end));
            at = value[end] === SPACE ? end + 1 : end;
        }
    }
    return ids;
}
function isPacked(value, at) {
    return (value[at] ?? 0) >> 4 === MARK;
}
function unpackEventId(packed) {
    let id = 'e';
    let held = 0;
    let heldCount = -4;
    for (const byte of packed){
        held = held << 8 | byte;
        heldCount += 8;
        while(heldCount >= CHARACTER_BITS){
            heldCount -= CHARACTER_BITS;
            id += EVENT_ID_ALPHABET.charAt(held >> heldCount & 31);
        }
        held &= (1 << heldCount) - 1;
    }
    return id;
}

//# sourceMappingURL=pack-event-ids.js.map