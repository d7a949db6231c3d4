import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a call comes from the console's own pages. Browsers say where a call comes from; another site can't change
 * that, so a call that changes something with our cookie has to say it.
 * @param ownOrigin scheme, host and port under which the console was called
 */
export function isSameOrigin(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = headers;
  if (origin !== undefined) return origin === ownOrigin;
  return site === 'same-origin';
}
