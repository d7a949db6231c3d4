/** A hoplink in its parts, as text: nothing of it is escaped or unescaped. */
export interface Hoplink {
  readonly scheme: string;
  readonly host: string;
  /** From the slash up to the question mark; empty where there is none. */
  readonly path: string;
  readonly pairs: readonly QueryPair[];
  /** With its `#`; empty where there is none. */
  readonly fragment: string;
  /** Of the link, where it tells. */
  readonly affiliate?: string;
  readonly vendor?: string;
}

export interface QueryPair {
  readonly name: string;
  /** Absent: there was no `=`. */
  readonly value?: string;
}

const DOMAIN = 'hop.clickbank.net';
/** Nothing but letters, digits and dashes: browsers read a `\`, an `@` or a `%` as the end of something else. */
const HOST = /^(?:[a-z0-9-]+\.){0,2}hop\.clickbank\.net$/;
const LINK = /^(?:(https?):\/\/)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?(#\S*)?$/i;

/** @returns undefined for what is no hoplink */
export function readHoplink(text: string): Hoplink | undefined {
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = LINK.exec(text.trim()) ?? [];
  const name = host.toLowerCase();
  if (!HOST.test(name)) return undefined;
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map(readPair);
  return { scheme: scheme.toLowerCase(), host, path, pairs, fragment, ...readParties(name, pairs) };
}

export function writeHoplink({ scheme, host, path, pairs, fragment }: Hoplink): string {
  const query = pairs.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join('&');
  return `${scheme}://${host}${path === '' ? '/' : path}?${query}${fragment}`;
}

/** The old form, `AFFILIATE.VENDOR.hop.clickbank.net`, has both names in its host. */
export function isOldForm({ host }: Pick<Hoplink, 'host'>): boolean {
  return host.split('.').length === DOMAIN.split('.').length + 2;
}

function readPair(pair: string): QueryPair {
  const [name = '', ...rest] = pair.split('=');
  return rest.length === 0 ? { name } : { name, value: rest.join('=') };
}

function readParties(host: string, pairs: readonly QueryPair[]): { affiliate?: string; vendor?: string } {
  const [first = '', second = ''] = host.split('.');
  if (isOldForm({ host })) return { affiliate: first, vendor: second };
  const find = (wanted: string) =>
    pairs.find(({ name }) => name.toLowerCase() === wanted)?.value?.toLowerCase();
  const [affiliate, vendor] = [find('affiliate'), find('vendor')];
  return { ...(affiliate ? { affiliate } : {}), ...(vendor ? { vendor } : {}) };
}
