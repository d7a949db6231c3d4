import { writeText } from './write-text.js';

const LINE_BREAK = 0x0a;
const QUOTE = 0x22;
const HASH = 0x23;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Larger texts are not taken apart. */
const BYTES_MAX = 32_768;
/** One byte more, so that a colon can be looked for behind the last quote. */
const source = Buffer.alloc(BYTES_MAX + 1);
const values = Buffer.alloc(BYTES_MAX);

/**
 * Sets apart what JSON texts of one kind share from what each has for itself, so that the shared part compresses to
 * next to nothing. Letters only matter, not whether the text is JSON: numbers, escapes and white space come back as
 * they were. Bytes are moved, not strings joined: of those a notification would make hundreds.
 * @param text on a single line
 * @param target where the lines are written, from `at` on, in UTF-8: the text with each string value emptied to `""`
 *   and each number as `#`; then the inside of each of those strings, and each number, in order
 * @returns where they end. Undefined where `joinJson` would not get the very text back, or where there is no room
 */
export function splitJson(text: string, target: Buffer, at: number): number | undefined {
  const end = text.includes('\n') ? undefined : writeText(text, source.subarray(0, BYTES_MAX), 0);
  if (end === undefined) return undefined;
  source[end] = 0;
  let shapeEnd = at;
  let valuesEnd = 0;
  for (let next = 0; next < end;) {
    const code = source[next++] ?? 0;
    if (code === QUOTE) {
      const inside = shapeEnd + 1;
      target[shapeEnd++] = code;
      // It may be a name; a value is taken back.
      for (let letter = source[next++]; letter !== QUOTE; letter = source[next++]) {
        if (next > end) return undefined;
        target[shapeEnd++] = letter ?? 0;
        if (letter === BACKSLASH) target[shapeEnd++] = source[next++] ?? 0;
      }
      if (next > end) return undefined;
      if (source[next] !== COLON) {
        values[valuesEnd++] = LINE_BREAK;
        for (let i = inside; i < shapeEnd; i++) values[valuesEnd++] = target[i] ?? 0;
        shapeEnd = inside;
      }
      target[shapeEnd++] = QUOTE;
    } else if (isNumberStart(code)) {
      target[shapeEnd++] = HASH;
      values[valuesEnd++] = LINE_BREAK;
      values[valuesEnd++] = code;
      while (isNumberPart(source[next] ?? 0)) values[valuesEnd++] = source[next++] ?? 0;
    } else if (code === HASH) return undefined;
    else target[shapeEnd++] = code;
  }
  const linesEnd = shapeEnd + valuesEnd;
  if (valuesEnd > values.length || linesEnd > target.length) return undefined;
  values.copy(target, shapeEnd, 0, valuesEnd);
  return linesEnd;
}

/**
 * Undoes `splitJson`.
 * @returns the text, and the lines behind those that belong to it
 */
export function joinJson([shape = '', ...lines]: readonly string[]): { text: string; rest: string[] } {
  let used = 0;
  // A name, which is followed by a colon, is matched first so that nothing in it is taken for a gap.
  const text = shape.replace(/"(?:[^"\\]|\\.)*":|""|#/gs, (found) => {
    if (found === '""') return `"${lines[used++] ?? ''}"`;
    return found === '#' ? (lines[used++] ?? '') : found;
  });
  return { text, rest: lines.slice(used) };
}

function isNumberStart(code: number): boolean {
  return (code >= DIGIT_0 && code <= DIGIT_9) || code === MINUS;
}

/** What can stand in a number behind its start, or would run into it: `.`, `e`, `E`, `+`. */
function isNumberPart(code: number): boolean {
  return isNumberStart(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b;
}
