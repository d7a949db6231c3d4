export type ParsedTrackingDomain =
  { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly problem: string };

const NO_DOMAIN = 'is not a domain; write one such as track.example.com';
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/**
 * Reads a tracking domain as people write it: `track.example.com`, with or without `https://`. Plain http only
 * where nobody can listen in: on this machine, or for a name without a dot (another container), written out.
 * @returns its origin; or what is wrong and how to mend it, as the rest of a sentence
 */
export function parseTrackingDomain(text: string): ParsedTrackingDomain {
  const trimmed = text.trim();
  const hasScheme = SCHEME.test(trimmed);
  const address = hasScheme ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return { ok: false, problem: NO_DOMAIN };
  const url = new URL(address);
  const problem = findProblem(url, hasScheme);
  return problem === undefined ? { ok: true, origin: url.origin } : { ok: false, problem };
}

function findProblem(url: URL, hasScheme: boolean): string | undefined {
  const { hostname, username, password, pathname, search, hash, protocol } = url;
  if (hostname === 'api.redtrack.io') {
    return 'is RedTrack’s API, which takes no postbacks; write your own tracking domain, such as track.example.com';
  }
  if (username !== '' || password !== '')
    return 'must not hold a user name or password; write the domain alone';
  if (pathname !== '/' || search !== '' || hash !== '') {
    return 'must be the domain alone; /postback and the parameters are added by us';
  }
  const isLoopback = LOOPBACK.test(hostname);
  if (!isLoopback && !HOST_NAME.test(hostname)) return NO_DOMAIN;
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https://';
  const isLocal = isLoopback || (hasScheme && !hostname.includes('.'));
  if (!isLocal && !hostname.includes('.'))
    return 'is not a whole domain; write one such as track.example.com';
  if (!isLocal && protocol === 'http:') {
    return 'must begin with https://; postbacks carry customer data and perhaps a token';
  }
  return undefined;
}
