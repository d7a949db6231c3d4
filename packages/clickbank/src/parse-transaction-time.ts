const EXTENDED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads both formats of INS: `2020-04-28T12:14:50-07:00` (6.0) and `20220810T162015-0700` (7.0 and later, which
 * `Date.parse` refuses).
 * @returns ISO 8601 in UTC with milliseconds, or undefined
 */
export function parseTransactionTime(text: string): string | undefined {
  const match = EXTENDED.exec(text.trim()) ?? BASIC.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = match;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const atMs = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${offset}`,
  );
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString();
}
