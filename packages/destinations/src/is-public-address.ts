import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet: not loopback, private, link-local (where clouds keep their
 * metadata), carrier-grade NAT, multicast, reserved, nor IPv6 that only wraps such an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in IPv6 clothes is what it wraps.
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast';
}

/** The address that a host name of a URL already is; IPv6 stands in brackets there. */
export function readLiteralAddress(hostName: string): string | undefined {
  const bare = hostName.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) ? bare : undefined;
}
