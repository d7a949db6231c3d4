/** The fields of a form of INS 1.0–4.0, decoded once. */
export type LegacyFields = ReadonlyMap<string, string>;

/**
 * The version of a form: 4.0 says it, 1.0 names the customer and the amount otherwise than all others, and 2.1 has
 * an address and a time that 2.0 lacks.
 */
export function detectLegacyVersion(fields: LegacyFields): string {
  const said = fields.get('cnoticeversion')?.trim() ?? '';
  if (said !== '') return /^\d+$/.test(said) ? `${said}.0` : said;
  if (fields.has('ctransamount') && !fields.has('caccountamount')) return '1.0';
  return fields.has('ctranstime') || fields.has('ccustaddr1') ? '2.1' : '2.0';
}
