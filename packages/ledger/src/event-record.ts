import type { Keyring } from '@ins-relay/sealing';
import { compressLines, compressRecord, decompressRecord } from './compress-record.js';
import { joinJson, splitJson } from './split-json.js';
import { writeText } from './write-text.js';

/** The first format that is not JSON. */
const PLAIN_FORMAT = 3;
/** The first in which a notification is taken apart. */
const LINES_FORMAT = 4;

/** What of an event must not be readable at rest. */
export interface EventRecord {
  /** The decrypted notification, JSON text as it came. */
  readonly notification?: string;
  /** The exact URLs of the postbacks of one run, by ordinal. */
  readonly urls?: readonly string[];
}

export function sealRecord(keyring: Keyring, eventId: string, record: EventRecord): Buffer {
  const compressed = compressLines((target, at) => writeLines(record, target, at));
  return keyring.seal(compressed ?? compressRecord(writeRecord(record)), sealingContext(eventId));
}

/** @throws UnsealError */
export function openRecord(keyring: Keyring, eventId: string, sealed: Uint8Array): EventRecord {
  const { format, text } = decompressRecord(keyring.open(sealed, sealingContext(eventId)));
  if (format >= LINES_FORMAT) return readLines(text);
  return format < PLAIN_FORMAT ? readJsonRecord(text) : readRecord(text);
}

/**
 * The lines that `splitJson` makes of the notification, a single empty one if there is none, and each URL, which holds
 * no line break, on a line of its own.
 * @returns where they end; undefined if the notification would not come back to the letter, or if there is no room
 */
function writeLines(
  { notification, urls = [] }: EventRecord,
  target: Buffer,
  at: number,
): number | undefined {
  if (notification === '') return undefined;
  let end = notification === undefined ? at : splitJson(notification, target, at);
  for (const url of urls) end = end === undefined ? undefined : writeText(`\n${url}`, target, end);
  return end;
}

function readLines(text: string): EventRecord {
  const { text: notification, rest: urls } = joinJson(text.split('\n'));
  return {
    notification: notification === '' ? undefined : notification,
    urls: urls.length === 0 ? undefined : urls,
  };
}

/** For any other: its length, itself, and each URL on a line of its own. */
function writeRecord({ notification, urls = [] }: EventRecord): string {
  return [`${notification?.length ?? ''}\n${notification ?? ''}`, ...urls].join('\n');
}

function readRecord(text: string): EventRecord {
  const start = text.indexOf('\n') + 1;
  const length = text.slice(0, start - 1);
  const end = start + Number(length);
  const [, ...urls] = text.slice(end).split('\n');
  return {
    notification: length === '' ? undefined : text.slice(start, end),
    urls: urls.length === 0 ? undefined : urls,
  };
}

/** Earlier releases wrote JSON, in which a notification has a backslash before each of its quotes. */
function readJsonRecord(text: string): EventRecord {
  const stored = JSON.parse(text) as { n?: string; u?: readonly string[] };
  return { notification: stored.n, urls: stored.u };
}

function sealingContext(eventId: string): string {
  return `ledger ${eventId}`;
}
