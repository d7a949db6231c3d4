const EXTENDED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;
const BASIC = /^\d{8}T\d{6}(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;
const BELOW_MILLISECONDS = /(?<=\.\d{3})\d+/;

/**
 * Reads both formats of INS: `2020-04-28T12:14:50-07:00` (6.0) and `20220810T162015-0700` (7.0 and later, which
 * `Date` refuses).
 * @returns ISO 8601 in UTC with milliseconds, or undefined
 */
export function parseTransactionTime(text: string): string | undefined {
  const time = text.trim();
  const extended = BASIC.test(time) ? extend(time) : time;
  if (!EXTENDED.test(extended)) return undefined;
  const instant = new Date(extended.replace(BELOW_MILLISECONDS, ''));
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

function extend(basic: string): string {
  const date = `${basic.slice(0, 4)}-${basic.slice(4, 6)}-${basic.slice(6, 8)}`;
  return `${date}${basic.slice(8, 11)}:${basic.slice(11, 13)}:${basic.slice(13)}`;
}
