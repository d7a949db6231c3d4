/** They say nothing about the customer, and are what an operator looks for. */
const SHOWN: ReadonlySet<string> = new Set(['clickid', 'sum', 'type', 'currency', 'status', 'rdtk_event_id']);

/**
 * A postback URL as it may be shown: the token and the values of additional parameters replaced. Which of those are
 * customer data is up to whoever wrote the template, so all of them are.
 */
export function maskPostbackUrl(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return url;
  const pairs = url
    .slice(at + 1)
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1).join('');
      return SHOWN.has(name) ? pair : `${name}=••••`;
    });
  return `${url.slice(0, at)}?${pairs.join('&')}`;
}
