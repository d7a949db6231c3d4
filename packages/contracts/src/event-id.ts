/** 32 characters, in the order of their codes. */
export const EVENT_ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARACTERS = 9;
const RANDOM_CHARACTERS = 11;
const EVENT_ID = /^e[0-9a-hjkmnp-tv-z]{20}$/;
/** What a character stands for, by its code. */
const DIGITS = new Uint8Array(128);
for (const [digit, character] of [...EVENT_ID_ALPHABET].entries()) DIGITS[character.charCodeAt(0)] = digit;

/**
 * An event id: `e`, 9 characters of time, 11 of chance (55 bits). Sorts by time; safe in URLs and as a BullMQ
 * job id, which must not be all digits nor hold a colon.
 * @param atMs milliseconds since 1970, UTC
 * @param randomBytes at least 11 random bytes
 */
export function createEventId(atMs: number, randomBytes: Uint8Array): string {
  let time = '';
  for (let rest = Math.floor(atMs), i = 0; i < TIME_CHARACTERS; i++) {
    time = EVENT_ID_ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i++) chance += EVENT_ID_ALPHABET.charAt((randomBytes[i] ?? 0) & 31);
  return `e${time}${chance}`;
}

/** The time in an event id, milliseconds since 1970; undefined if it is no event id. */
export function readEventIdTime(eventId: string): number | undefined {
  if (!isEventId(eventId)) return undefined;
  let atMs = 0;
  for (let i = 1; i <= TIME_CHARACTERS; i++) atMs = atMs * 32 + (DIGITS[eventId.charCodeAt(i)] ?? 0);
  return atMs;
}

/** What a job id begins with: the event id, behind which a dash may follow. */
export function pickEventId(jobId: string): string {
  return jobId.split('-', 1)[0] ?? '';
}

/** Whether the text has the form of an event id. */
export function isEventId(text: string): boolean {
  return EVENT_ID.test(text);
}
