import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { RECORD_DICTIONARIES } from './record-dictionaries.js';

const FORMAT = 2;
/**
 * Records are a few kB: a window of 8 kB and little memory make them as small as zlib's defaults do, which would
 * allocate and clear a quarter of a megabyte for each.
 */
const DEFLATE = { windowBits: 13, memLevel: 6, dictionary: RECORD_DICTIONARIES.get(FORMAT) } as const;

/** @returns a format byte and the deflated text, about a quarter of it: what records have in common is left out */
export function compressRecord(text: string): Buffer {
  return Buffer.concat([Buffer.from([FORMAT]), deflateRawSync(text, DEFLATE)]);
}

/** @throws Error if it is not what `compressRecord` made, in this release or an earlier one */
export function decompressRecord(bytes: Uint8Array): string {
  const dictionary = RECORD_DICTIONARIES.get(bytes[0] ?? 0);
  if (dictionary === undefined) throw new Error('a record of an unknown format');
  return inflateRawSync(bytes.subarray(1), { dictionary }).toString('utf8');
}
