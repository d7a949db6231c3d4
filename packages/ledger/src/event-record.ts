import type { Keyring } from '@ins-relay/sealing';
import { compressRecord, decompressRecord } from './compress-record.js';

/** What of an event must not be readable at rest. */
export interface EventRecord {
  /** The decrypted notification, JSON text as it came. */
  readonly notification?: string;
  /** The exact URLs of the postbacks of one run, by ordinal. */
  readonly urls?: readonly string[];
}

interface StoredRecord {
  n?: string;
  u?: readonly string[];
}

export function sealRecord(keyring: Keyring, eventId: string, record: EventRecord): Buffer {
  const stored: StoredRecord = { n: record.notification, u: record.urls };
  return keyring.seal(compressRecord(JSON.stringify(stored)), sealingContext(eventId));
}

/** @throws UnsealError */
export function openRecord(keyring: Keyring, eventId: string, sealed: Uint8Array): EventRecord {
  const text = decompressRecord(keyring.open(sealed, sealingContext(eventId)));
  const stored = JSON.parse(text) as StoredRecord;
  return { notification: stored.n, urls: stored.u };
}

function sealingContext(eventId: string): string {
  return `ledger ${eventId}`;
}
