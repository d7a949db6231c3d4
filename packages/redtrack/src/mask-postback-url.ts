/** They say nothing about the customer, and are what an operator looks for. */
const SHOWN: ReadonlySet<string> = new Set(['clickid', 'sum', 'type', 'currency', 'status', 'rdtk_event_id', 'eventid']);

/** A postback URL as it may be shown: values of additional parameters and the token replaced. */
export function maskPostbackUrl(url: string): string {
  const [address = '', query = ''] = url.split('?', 2);
  const pairs = query.split('&').map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return SHOWN.has(name) ? pair : `${name}=••••`;
  });
  return `${address}?${pairs.join('&')}`;
}
