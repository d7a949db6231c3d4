import { writeText } from './write-text.js';
const LINE_BREAK = 0x0a;
const QUOTE = 0x22;
const HASH = 0x23;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** Larger texts are not taken apart. */ const BYTES_MAX = 32_768;
/** One byte more, so that a colon can be looked for behind the last quote. */ const source = Buffer.alloc(BYTES_MAX + 1);
const values = Buffer.alloc(BYTES_MAX);
/**
 * Sets apart what JSON texts of one kind share from what each has for itself, so that the shared part compresses to
 * next to nothing. Letters only matter, not whether the text is JSON: numbers, escapes and white space come back as
 * they were. Bytes are moved, not strings joined: of those a notification would make hundreds.
 * @param text on a single line
 * @param target where the lines are written, from `at` on, in UTF-8: the text with each string value emptied to `""`
 *   and each number as `#`; then the inside of each of those strings, and each number, in order
 * @returns where they end. Undefined where `joinJson` would not get the very text back, or where there is no room
 */ export function splitJson(text, target, at) {
    const end = text.includes('\n') ? undefined : writeText(text, source.subarray(0, BYTES_MAX), 0);
    if (end === undefined) return undefined;
    source[end] = 0;
    let shapeEnd = at;
    let valuesEnd = 0;
    for(let next = 0; next < end;){
        const code = source[next] ?? 0;
        if (code === QUOTE) {
            const close = findClosingQuote(next + 1, end);
            if (close === end) return undefined;
            if (source[close + 1] === COLON) {
                while(next <= close)target[shapeEnd++] = source[next++] ?? 0;
            } else {
                target[shapeEnd++] = QUOTE;
                target[shapeEnd++] = QUOTE;
                values[valuesEnd++] = LINE_BREAK;
                for(next += 1; next < close; next++)values[valuesEnd++] = source[next] ?? 0;
                next += 1;
            }
        } else if (isNumberStart(code)) {
            target[shapeEnd++] = HASH;
            values[valuesEnd++] = LINE_BREAK;
            do values[valuesEnd++] = source[next++] ?? 0;
            while (isNumberPart(source[next] ?? 0))
        } else if (code === HASH) return undefined;
        else {
            target[shapeEnd++] = code;
            next += 1;
        }
    }
    const linesEnd = shapeEnd + valuesEnd;
    if (valuesEnd > values.length || linesEnd > target.length) return undefined;
    values.copy(target, shapeEnd, 0, valuesEnd);
    return linesEnd;
}
/**
 * Undoes `splitJson`.
 * @returns the text, and the lines behind those that belong to it
 */ export function joinJson([shape = '', ...lines]) {
    let used = 0;
    // A name, which is followed by a colon, is matched first so that nothing in it is taken for a gap.
    const text = shape.replace(/"(?:[^"\\]|\\.)*":|""|#/gs, (found)=>{
        if (found === '""') return `"${lines[used++] ?? ''}"`;
        return found === '#' ? lines[used++] ?? '' : found;
    });
    return {
        text,
        rest: lines.slice(used)
    };
}
/** @returns `end` where there is none */ function findClosingQuote(from, end) {
    let at = from;
    while(at < end && source[at] !== QUOTE)at += source[at] === BACKSLASH ? 2 : 1;
    return Math.min(at, end);
}
function isNumberStart(code) {
    return code >= DIGIT_0 && code <= DIGIT_9 || code === MINUS;
}
/** What can stand in a number behind its start, or would run into it: `.`, `e`, `E`, `+`. */ function isNumberPart(code) {
    return isNumberStart(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b;
}

//# sourceMappingURL=split-json.js.map