const CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Eight upper-case letters and digits. @param randomBytes at least 8 */
export function createReceipt(randomBytes: Uint8Array): string {
  return [...randomBytes.subarray(0, 8)].map((byte) => CHARACTERS[byte % CHARACTERS.length]).join('');
}
