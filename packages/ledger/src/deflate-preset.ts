import { inflateRawSync } from 'node:zlib';
import { BitWriter } from './bit-writer.js';
import { MatchFinder } from './match-finder.js';
import { DISTANCE_COUNTS, LITERAL_COUNTS } from './preset-codes.js';
import { PRESET_DICTIONARY } from './preset-dictionary.js';
import type { WriteText } from './write-text.js';

const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;
const LENGTH_MIN = 3;
const LENGTH_MAX = 258;
const LAST_LENGTH = 285;

interface Codes {
  readonly bits: Uint16Array;
  readonly counts: Uint8Array;
}

const literals = assignCodes(LITERAL_COUNTS);
const distances = assignCodes(DISTANCE_COUNTS);
const finder = new MatchFinder(PRESET_DICTIONARY);
/** Room for a text of the whole window whose every byte takes 15 bits. */
const output = new Uint8Array(65_536);
const head = writeHead();

/**
 * Deflates with a dictionary and codes that are known beforehand. For a text of 2 kB zlib takes most of its time to
 * set itself up, to read the dictionary and to work out codes, and 60 bytes to say which: all of it the same for each
 * notification.
 * @param write is given where the text has to be
 * @param first a byte that is put in front
 * @returns a deflate block without its head (RFC 1951, 3.2.7), which is the same for all; undefined where a text could
 *   not be written, or is so unlike a notification that it would not get smaller
 */
export function deflatePreset(write: WriteText, first: number): Buffer | undefined {
  const end = finder.take(write);
  if (end === undefined) return undefined;
  const { window, start } = finder;
  const writer = new BitWriter(output);
  writer.write(first, 8);
  writer.write(head.lastBits, head.lastCount);
  for (let at = start; at < end;) {
    const length = finder.find(at);
    if (length === 0) {
      writeCode(writer, literals, window[at] ?? 0);
      at++;
    } else {
      writeLength(writer, length);
      writeDistance(writer, finder.distance);
      at += length;
    }
  }
  writeCode(writer, literals, END_OF_BLOCK);
  const length = writer.finish();
  return length <= end - start ? Buffer.from(output.subarray(0, length)) : undefined;
}

/** @param block what `deflatePreset` returned, without its first byte @throws Error if it is something else */
export function inflatePreset(block: Uint8Array): string {
  const whole = Buffer.concat([head.bytes, block]);
  return inflateRawSync(whole, { dictionary: PRESET_DICTIONARY }).toString('utf8');
}

/** RFC 1951, 3.2.5: a code for each of the shortest, four for each doubling, and the longest has one of its own. */
function writeLength(writer: BitWriter, length: number): void {
  const above = length - LENGTH_MIN;
  if (length === LENGTH_MAX) return writeCode(writer, literals, LAST_LENGTH);
  const extra = above < 8 ? 0 : 29 - Math.clz32(above);
  writeCode(writer, literals, FIRST_LENGTH + extra * 4 + (above >> extra));
  writer.write(above & ((1 << extra) - 1), extra);
}

/** The same, with two codes for each doubling. */
function writeDistance(writer: BitWriter, distance: number): void {
  const above = distance - 1;
  const extra = above < 4 ? 0 : 30 - Math.clz32(above);
  writeCode(writer, distances, extra * 2 + (above >> extra));
  writer.write(above & ((1 << extra) - 1), extra);
}

function writeCode(writer: BitWriter, { bits, counts }: Codes, symbol: number): void {
  writer.write(bits[symbol] ?? 0, counts[symbol] ?? 0);
}

/** RFC 1951, 3.2.2: the shorter ones first; those of a length count upwards. */
function assignCodes(digits: string): Codes {
  const counts = Uint8Array.from(digits, readDigit);
  const bits = new Uint16Array(counts.length);
  let code = 0;
  for (let count = 1; count <= 15; count++) {
    for (const [symbol, own] of counts.entries()) {
      if (own === count) bits[symbol] = reverseBits(code++, count);
    }
    code *= 2;
  }
  return { bits, counts };
}

/**
 * RFC 1951, 3.2.7. The lengths of the codes are themselves in codes: of four bits each, none for repetitions.
 * @returns its whole bytes, and what is left of it
 */
function writeHead(): { bytes: Buffer; lastBits: number; lastCount: number } {
  const writer = new BitWriter(output);
  const LAST_BLOCK = 1;
  const DYNAMIC = 2;
  const REPETITIONS = 3;
  const KINDS = 19;
  writer.write(LAST_BLOCK, 1);
  writer.write(DYNAMIC, 2);
  writer.write(LITERAL_COUNTS.length - 257, 5);
  writer.write(DISTANCE_COUNTS.length - 1, 5);
  writer.write(KINDS - 4, 4);
  for (let kind = 0; kind < KINDS; kind++) writer.write(kind < REPETITIONS ? 0 : 4, 3);
  const digits = LITERAL_COUNTS + DISTANCE_COUNTS;
  for (const digit of digits) writer.write(reverseBits(readDigit(digit), 4), 4);
  const count = 1 + 2 + 5 + 5 + 4 + KINDS * 3 + digits.length * 4;
  const length = writer.finish();
  const whole = count >> 3;
  return {
    bytes: Buffer.from(output.subarray(0, whole)),
    lastBits: output[length - 1] ?? 0,
    lastCount: count & 7,
  };
}

function readDigit(digit: string): number {
  return parseInt(digit, 16);
}

/** Codes are written from their highest bit on, all else from the lowest. */
function reverseBits(value: number, count: number): number {
  let reversed = 0;
  for (let i = 0; i < count; i++) reversed |= ((value >> i) & 1) << (count - 1 - i);
  return reversed;
}
