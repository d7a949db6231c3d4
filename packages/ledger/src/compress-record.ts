import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { deflatePreset, inflatePreset } from './deflate-preset.js';
import { RECORD_DICTIONARIES } from './record-dictionaries.js';
import type { WriteText } from './write-text.js';

const FORMAT = 3;
const LINES_FORMAT = 4;
/**
 * Records are a few kB: a window of 8 kB and little memory make them as small as zlib's defaults do, which would
 * allocate and clear a quarter of a megabyte for each.
 */
const DEFLATE = {
  windowBits: 13,
  memLevel: 6,
  chunkSize: 4_096,
  dictionary: RECORD_DICTIONARIES.get(FORMAT),
} as const;

/** @returns a format byte and the deflated text, about a quarter of it: what records have in common is left out */
export function compressRecord(text: string): Buffer {
  return Buffer.concat([Buffer.from([FORMAT]), deflateRawSync(text, DEFLATE)]);
}

/** @returns the same for lines that begin with those of `splitJson`: smaller and faster, if it is possible */
export function compressLines(writeLines: WriteText): Buffer | undefined {
  return deflatePreset(writeLines, LINES_FORMAT);
}

/**
 * @returns the text, and the format that tells how it is to be read
 * @throws Error if it is not what `compressRecord` or `compressLines` made, in this release or an earlier one
 */
export function decompressRecord(bytes: Uint8Array): { format: number; text: string } {
  const format = bytes[0] ?? 0;
  const deflated = bytes.subarray(1);
  if (format === LINES_FORMAT) return { format, text: inflatePreset(deflated) };
  const dictionary = RECORD_DICTIONARIES.get(format);
  if (dictionary === undefined) throw new Error('a record of an unknown format');
  return { format, text: inflateRawSync(deflated, { dictionary }).toString('utf8') };
}
