import type { Keyring } from '@ins-relay/sealing';
import { compressRecord, decompressRecord } from './compress-record.js';

/** The first format that is not JSON. */
const PLAIN_FORMAT = 3;

/** What of an event must not be readable at rest. */
export interface EventRecord {
  /** The decrypted notification, JSON text as it came. */
  readonly notification?: string;
  /** The exact URLs of the postbacks of one run, by ordinal. */
  readonly urls?: readonly string[];
}

export function sealRecord(keyring: Keyring, eventId: string, record: EventRecord): Buffer {
  return keyring.seal(compressRecord(writeRecord(record)), sealingContext(eventId));
}

/** @throws UnsealError */
export function openRecord(keyring: Keyring, eventId: string, sealed: Uint8Array): EventRecord {
  const { format, text } = decompressRecord(keyring.open(sealed, sealingContext(eventId)));
  return format < PLAIN_FORMAT ? readJsonRecord(text) : readRecord(text);
}

/** The length of the notification, the notification, and each URL, which holds no line break, on a line of its own. */
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
