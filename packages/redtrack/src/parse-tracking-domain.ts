export type ParsedTrackingDomain =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly problem: string };

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Reads a tracking domain as people write it: `track.example.com`, with or without `https://`.
 * @returns its origin; or what is wrong, as the rest of a sentence
 */
export function parseTrackingDomain(text: string): ParsedTrackingDomain {
  const trimmed = text.trim();
  const refuse = (problem: string): ParsedTrackingDomain => ({ ok: false, problem });
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  } catch {
    return refuse('is not a domain');
  }
  if (url.username !== '' || url.password !== '') return refuse('must not hold a user name or password');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return refuse('must be the domain alone; /postback and the parameters are added by us');
  }
  if (url.hostname === 'api.redtrack.io') {
    return refuse('is RedTrack’s API, which takes no postbacks; it has to be your own tracking domain');
  }
  const isLoopback = LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return refuse('must begin with https://');
  if (!isLoopback && !url.hostname.includes('.')) return refuse('is not a whole domain');
  return { ok: true, origin: url.origin };
}
