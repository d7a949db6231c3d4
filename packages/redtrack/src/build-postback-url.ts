/** What of a postback becomes its URL. */
export interface PostbackFields {
  readonly clickId: string;
  readonly sum: string;
  readonly type: string;
  readonly currency: string | null;
  readonly status?: string;
  readonly rdtkEventId: string;
  /** In the order of their importance. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

export interface PostbackTarget {
  /** Scheme and host. */
  readonly trackingDomain: string;
  readonly postbackToken: string | null;
  readonly draft: PostbackFields;
}

export interface BuiltPostback {
  readonly url: string;
  /** Scheme, host and port. */
  readonly destination: string;
  /** Names of additional parameters that were cut or left out to keep the URL short. */
  readonly shortened: readonly string[];
}

/** RedTrack asks for URLs under 2,000 characters. */
const URL_CHARACTERS_MAX = 1_999;
/** What is kept of a long product title. */
const PROSE_CHARACTERS = 60;

/**
 * Builds `GET <tracking domain>/postback?clickid&sum&type&currency&rdtk_event_id&…&ptoken`. If the URL would be too
 * long, additional parameters give way, the last first: titles are cut to 60 characters, and if that is not enough,
 * parameters are left out. What identifies and counts the conversion is never touched.
 * @throws TypeError if `trackingDomain` is no URL; `parseTrackingDomain` tells beforehand
 */
export function buildPostbackUrl({ trackingDomain, postbackToken, draft }: PostbackTarget): BuiltPostback {
  const destination = readOrigin(trackingDomain);
  const start = `${destination}/postback?${writeCore(draft)}`;
  const end = postbackToken === null ? '' : writePair('ptoken', postbackToken);
  let url = start;
  for (const { name, value } of draft.parameters) url += writePair(name, value);
  url += end;
  if (url.length <= URL_CHARACTERS_MAX) return { url, destination, shortened: [] };
  const room = URL_CHARACTERS_MAX - start.length - end.length;
  const { pairs, shortened } = shorten(draft.parameters, room);
  return { url: start + pairs + end, destination, shortened };
}

/** What identifies and counts the conversion. */
function writeCore({ clickId, sum, type, currency, status, rdtkEventId }: PostbackFields): string {
  let core = `clickid=${encode(clickId)}&sum=${encode(sum)}&type=${encode(type)}`;
  if (currency !== null) core += `&currency=${encode(currency)}`;
  if (status !== undefined) core += `&status=${encode(status)}`;
  return `${core}&rdtk_event_id=${encode(rdtkEventId)}`;
}

/** @param room characters that there are for all of them */
function shorten(
  parameters: PostbackFields['parameters'],
  room: number,
): { pairs: string; shortened: string[] } {
  const pairs = parameters.map(({ name, value }) => writePair(name, value));
  const isTooLong = () => pairs.reduce((length, pair) => length + pair.length, 0) > room;
  const shortened = new Set<string>();
  for (const [i, { name, value }] of [...parameters.entries()].reverse()) {
    if (!isTooLong()) break;
    if (!isLongProse(value)) continue;
    pairs[i] = writePair(name, cut(value));
    shortened.add(name);
  }
  while (pairs.length > 0 && isTooLong()) {
    pairs.pop();
    shortened.add(parameters[pairs.length]?.name ?? '');
  }
  return { pairs: pairs.join(''), shortened: [...shortened] };
}

const ORIGINS_MAX = 10_000;
const origins = new Map<string, string>();

/** Remembered: there are as many as connections, and an event for each costs more to read than to look up. */
function readOrigin(trackingDomain: string): string {
  const known = origins.get(trackingDomain);
  if (known !== undefined) return known;
  if (origins.size >= ORIGINS_MAX) origins.clear();
  const { origin } = new URL(trackingDomain);
  origins.set(trackingDomain, origin);
  return origin;
}

/** Prose still says something when cut; half an e-mail address, hash or id would be a wrong one. */
function isLongProse(value: string): boolean {
  const isProse = /\s|[^\x20-\x7e]/.test(value.trim());
  return isProse && [...value].length > PROSE_CHARACTERS;
}

function cut(value: string): string {
  return [...value].slice(0, PROSE_CHARACTERS).join('').trimEnd();
}

function writePair(name: string, value: string): string {
  return `&${encode(name)}=${encode(value)}`;
}

const NEEDS_NO_ENCODING = /^[\w.-]*$/;

/** Half of a surrogate pair, which texts from elsewhere may hold, can't be encoded. */
function encode(text: string): string {
  return NEEDS_NO_ENCODING.test(text) ? text : encodeURIComponent(text.toWellFormed());
}
