/** The fields of a form of INS 1.0–4.0, decoded once. */
export type LegacyFields = ReadonlyMap<string, string>;

const ONLY_IN_1_0 = ['ctransamount', 'ccustname', 'caffitid'];
const NEVER_IN_1_0 = ['caccountamount', 'ccustfullname'];

/**
 * The version of a form: 4.0 says it, 1.0 names the customer, the amount and the click id otherwise than all others,
 * and 2.1 has an address and a time that 2.0 lacks. Which fields are there decides, for every version also sends
 * those that are empty.
 */
export function detectLegacyVersion(fields: LegacyFields): string {
  const said = fields.get('cnoticeversion')?.trim() ?? '';
  if (said !== '') return /^\d+$/.test(said) ? `${said}.0` : said;
  const hasAny = (names: readonly string[]) => names.some((name) => fields.has(name));
  if (hasAny(ONLY_IN_1_0) && !hasAny(NEVER_IN_1_0)) return '1.0';
  return hasAny(['ctranstime', 'ccustaddr1']) ? '2.1' : '2.0';
}
