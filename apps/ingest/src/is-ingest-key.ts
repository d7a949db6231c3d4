import { createHash, timingSafeEqual } from 'node:crypto';
import type { ClickBankSettings } from '@ins-relay/contracts';

/** Compared against where there is no connection, so that an unknown one takes as long as a wrong key. */
const NO_KEY = digest('');

/**
 * Whether `given` is the connection's ingest key, or one it had before and still accepts. Constant time: the
 * digests have one length, and every key is compared.
 */
export function isIngestKey(given: string, settings: ClickBankSettings | undefined, nowMs: number): boolean {
  const givenDigest = digest(given);
  if (settings === undefined) return timingSafeEqual(givenDigest, NO_KEY) && false;
  let matches = timingSafeEqual(givenDigest, digest(settings.ingestKey));
  for (const retired of settings.previousIngestKeys) {
    const isAccepted = retired.acceptedUntilMs === null || retired.acceptedUntilMs > nowMs;
    if (timingSafeEqual(givenDigest, digest(retired.key)) && isAccepted) matches = true;
  }
  return matches;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
