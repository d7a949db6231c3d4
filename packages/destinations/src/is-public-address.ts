import ipaddr from 'ipaddr.js';

/** All of IPv6 that has been given out for the public; outside it, `::7f00:1` may still reach loopback somewhere. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to the public internet: not loopback, private, link-local (where clouds keep their
 * metadata), carrier-grade NAT, multicast, reserved, nor IPv6 that only wraps such an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in IPv6 clothes is what it wraps.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}

/** The address that a host name of a URL already is; IPv6 stands in brackets there. */
export function readLiteralAddress(hostName: string): string | undefined {
  const bare = hostName.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) ? bare : undefined;
}
