const QUOTE = 0x22;
const HASH = 0x23;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/**
 * Sets apart what JSON texts of one kind share from what each has for itself, so that the shared part compresses to
 * next to nothing. Letters only matter, not whether the text is JSON: numbers, escapes and white space come back as
 * they were.
 * @param text on a single line
 * @returns lines: the text with each string value emptied to `""` and each number as `#`; then the inside of each of
 *   those strings, and each number, in order. Undefined where `joinJson` would not get the very text back
 */ export function splitJson(text) {
    if (text.includes('\n')) return undefined;
    let shape = '';
    let values = '';
    let copied = 0;
    for(let at = 0; at < text.length; at++){
        const code = text.charCodeAt(at);
        if (code === QUOTE) {
            const end = findClosingQuote(text, at + 1);
            if (end === -1) return undefined;
            if (text.charCodeAt(end + 1) !== COLON) {
                shape += text.slice(copied, at + 1);
                values += `\n${text.slice(at + 1, end)}`;
                copied = end;
            }
            at = end;
        } else if (isNumberStart(code)) {
            const start = at;
            while(isNumberPart(text.charCodeAt(at + 1)))at++;
            shape += `${text.slice(copied, start)}#`;
            values += `\n${text.slice(start, at + 1)}`;
            copied = at + 1;
        } else if (code === HASH) return undefined;
    }
    return shape + text.slice(copied) + values;
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
/** @returns -1 where there is none */ function findClosingQuote(text, from) {
    let end = text.indexOf('"', from);
    while(end !== -1 && isEscaped(text, end))end = text.indexOf('"', end + 1);
    return end;
}
/** Whether an odd number of backslashes stand before it. The quote that opens the string ends their row. */ function isEscaped(text, at) {
    let first = at;
    while(text.charCodeAt(first - 1) === BACKSLASH)first--;
    return (at - first) % 2 === 1;
}
function isNumberStart(code) {
    return code >= DIGIT_0 && code <= DIGIT_9 || code === MINUS;
}
/** What can stand in a number behind its start, or would run into it: `.`, `e`, `E`, `+`. */ function isNumberPart(code) {
    return isNumberStart(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b;
}

//# sourceMappingURL=split-json.js.map