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
  const core = [
    writePair('clickid', draft.clickId),
    writePair('sum', draft.sum),
    writePair('type', draft.type),
  ];
  if (draft.currency !== null) core.push(writePair('currency', draft.currency));
  if (draft.status !== undefined) core.push(writePair('status', draft.status));
  core.push(writePair('rdtk_event_id', draft.rdtkEventId));
  const token = postbackToken === null ? [] : [writePair('ptoken', postbackToken)];
  const additional = draft.parameters.map(({ name, value }) => ({
    name,
    value,
    pair: writePair(name, value),
  }));
  const write = () => {
    const pairs = [...core, ...additional.map((parameter) => parameter.pair), ...token];
    return `${destination}/postback?${pairs.join('&')}`;
  };

  const whole = write();
  if (whole.length <= URL_CHARACTERS_MAX) return { url: whole, destination, shortened: [] };
  const shortened = new Set<string>();
  for (let i = additional.length - 1; i >= 0 && write().length > URL_CHARACTERS_MAX; i--) {
    const parameter = additional[i];
    if (parameter === undefined || !isLongProse(parameter.value)) continue;
    parameter.pair = writePair(parameter.name, cut(parameter.value));
    shortened.add(parameter.name);
  }
  while (additional.length > 0 && write().length > URL_CHARACTERS_MAX) {
    shortened.add(additional.pop()?.name ?? '');
  }
  return { url: write(), destination, shortened: [...shortened] };
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
  return `${encode(name)}=${encode(value)}`;
}

/** Half of a surrogate pair, which texts from elsewhere may hold, can't be encoded. */
function encode(text: string): string {
  return /^[\w.-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}
