import { timingSafeEqual } from 'node:crypto';
import type { ClickBankSettings } from '@ins-relay/contracts';

/** Longer than any key that a connection may have. */
const KEY_BYTES_MAX = 510;
const LENGTH_BYTES = 2;
/** Compared against where there is no connection, so that an unknown one takes as long as a wrong key. */
const NO_KEY = frame('');

/**
 * Whether `given` is the connection's ingest key, or one it had before and still accepts. Constant time: all keys are
 * compared, each over the whole length of its frame.
 */
export function isIngestKey(given: string, settings: ClickBankSettings | undefined, nowMs: number): boolean {
  const givenFrame = frame(given);
  if (settings === undefined) return timingSafeEqual(givenFrame, NO_KEY) && false;
  let matches = timingSafeEqual(givenFrame, frame(settings.ingestKey));
  for (const retired of settings.previousIngestKeys) {
    const isAccepted = retired.acceptedUntilMs === null || retired.acceptedUntilMs > nowMs;
    if (timingSafeEqual(givenFrame, frame(retired.key)) && isAccepted) matches = true;
  }
  return matches && Buffer.byteLength(given) <= KEY_BYTES_MAX;
}

/** Its length and its bytes, filled up to one length for all keys: no two keys look alike, however they end. */
function frame(key: string): Buffer {
  const framed = Buffer.alloc(LENGTH_BYTES + KEY_BYTES_MAX);
  framed.writeUInt16BE(Buffer.byteLength(key) & 0xffff);
  framed.write(key, LENGTH_BYTES, 'utf8');
  return framed;
}
