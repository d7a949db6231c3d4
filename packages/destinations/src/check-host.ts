import { lookup } from 'node:dns/promises';
import { isPublicAddress, readLiteralAddress } from './is-public-address.js';

/**
 * Whether a host name, as URLs have it, leads to public addresses only. `unknown`: it can't be resolved now. For
 * telling people early; whoever sends checks the address that is connected to.
 */
export async function checkHost(hostName: string): Promise<'public' | 'private' | 'unknown'> {
  const literal = readLiteralAddress(hostName);
  if (literal !== undefined) return isPublicAddress(literal) ? 'public' : 'private';
  try {
    const addresses = await lookup(hostName, { all: true });
    return addresses.every(({ address }) => isPublicAddress(address)) ? 'public' : 'private';
  } catch {
    return 'unknown';
  }
}
