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
  /** Additional parameters that were cut or left out to keep the URL short. */
  readonly shortened: readonly string[];
}

/** RedTrack asks for URLs under 2,000 characters. */
const URL_CHARACTERS_MAX = 1_999;
/** A value longer than this is cut before any parameter is left out. */
const LONG_VALUE_CHARACTERS = 60;

/**
 * Builds `GET <tracking domain>/postback?clickid&sum&type&currency&rdtk_event_id&…`. If the URL would be too long,
 * long values of additional parameters are cut to 60 characters, the last parameter first; then parameters are left
 * out, the last first. What identifies and counts the conversion is never touched.
 */
export function buildPostbackUrl({ trackingDomain, postbackToken, draft }: PostbackTarget): BuiltPostback {
  const destination = new URL(trackingDomain).origin;
  const core: [string, string][] = [
    ['clickid', draft.clickId],
    ['sum', draft.sum],
    ['type', draft.type],
  ];
  if (draft.currency !== null) core.push(['currency', draft.currency]);
  if (draft.status !== undefined) core.push(['status', draft.status]);
  core.push(['rdtk_event_id', draft.rdtkEventId]);
  const token: [string, string][] = postbackToken === null ? [] : [['ptoken', postbackToken]];
  const additional = draft.parameters.map(({ name, value }): [string, string] => [name, value]);
  const write = () => `${destination}/postback?${[...core, ...additional, ...token].map(writePair).join('&')}`;

  const shortened = new Set<string>();
  for (let i = additional.length - 1; i >= 0 && write().length > URL_CHARACTERS_MAX; i--) {
    const [name, value] = additional[i] ?? ['', ''];
    const characters = [...value];
    if (characters.length <= LONG_VALUE_CHARACTERS) continue;
    additional[i] = [name, characters.slice(0, LONG_VALUE_CHARACTERS).join('')];
    shortened.add(name);
  }
  while (additional.length > 0 && write().length > URL_CHARACTERS_MAX) shortened.add(additional.pop()?.[0] ?? '');
  return { url: write(), destination, shortened: [...shortened] };
}

function writePair([name, value]: [string, string]): string {
  return `${encode(name)}=${encode(value)}`;
}

/** Half of a surrogate pair, which texts from elsewhere may hold, can't be encoded. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
