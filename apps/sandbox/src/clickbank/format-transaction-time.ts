/** The versions of INS that are encrypted. */
export const INS_VERSIONS = [6, 7, 8] as const;
export type InsVersion = (typeof INS_VERSIONS)[number];

const PACIFIC_OFFSET_MS = -7 * 3_600_000;

/** Pacific time as INS writes it: `2020-04-28T12:14:50-07:00` in version 6, `20220810T162015-0700` from 7 on. */
export function formatTransactionTime(timeMs: number, version: InsVersion): string {
  const local = new Date(timeMs + PACIFIC_OFFSET_MS).toISOString().slice(0, 19);
  return version === 6 ? `${local}-07:00` : `${local.replace(/[-:]/g, '')}-0700`;
}
