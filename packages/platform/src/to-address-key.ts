import ipaddr from 'ipaddr.js';

/** What one subscriber has of IPv6: 64 bits, in groups of 16. */
const IPV6_GROUPS = 4;

/** Under which a client's address is counted: its IPv6 neighbours count as one. */
export function toAddressKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return parsed.parts.slice(0, IPV6_GROUPS).join(':');
}
