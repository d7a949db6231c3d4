import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './is-public-address.js';

/** The name leads to an address that nothing may be sent to. */
export class PrivateAddressError extends Error {
  readonly code = 'ERR_PRIVATE_ADDRESS';

  constructor(readonly hostName: string) {
    super(`${hostName} leads to an address that is not public`);
  }
}

/**
 * Resolves a name for a socket and hands out public addresses only. The socket connects to the very address that
 * was checked, so a name that answers otherwise the next time gains nothing.
 */
export const lookupPublic: LookupFunction = (hostName, options, callback) => {
  lookup(hostName, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new PrivateAddressError(hostName), '', 0);
    }
    answer(addresses, options.all === true, callback);
  });
};

function answer(
  addresses: readonly LookupAddress[],
  isListWanted: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  const [first] = addresses;
  if (isListWanted) callback(null, [...addresses]);
  else callback(null, first?.address ?? '', first?.family);
}
