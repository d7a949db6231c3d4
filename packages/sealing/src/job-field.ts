import type { Keyring } from './keyring.js';

/** The fields of jobs that hold customer data or secrets. */
export type SealedJobField = 'notification' | 'postback-url';

/** Seals a field of a job for its way through the queue, bound to the event. @returns base64 */
export function sealJobField(keyring: Keyring, field: SealedJobField, eventId: string, text: string): string {
  return keyring.seal(text, `${field} ${eventId}`).toString('base64');
}

/** @throws UnsealError */
export function openJobField(
  keyring: Keyring,
  field: SealedJobField,
  eventId: string,
  sealed: string,
): string {
  return keyring.open(Buffer.from(sealed, 'base64'), `${field} ${eventId}`).toString('utf8');
}

/** Whether a sealed field of a job is sealed under the key that seals now. */
export function isJobFieldCurrent(keyring: Keyring, sealed: string): boolean {
  return keyring.isCurrent(Buffer.from(sealed, 'base64'));
}
