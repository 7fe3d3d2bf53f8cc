import type {LookupFunction} from 'node:net';
import {isPrivateAddress} from './private-address.ts';

/** The name leads to an address that may not be reached. */
class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  readonly code = 'private-address';
}

/**
 * Refuses a name of which any address is an inner one; the connection goes to what was judged, not to a second look-up's.
 * @param mayReach inner addresses that the operator lists
 */
export function publicOnly(
  lookup: LookupFunction,
  mayReach: (address: string) => boolean = () => false,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, {...options, all: true}, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error !== null || first === undefined) return callback(error ?? new PrivateAddressError('no address'), '', 0);
      if (addresses.some(({address}) => isPrivateAddress(address) && !mayReach(address)))
        return callback(new PrivateAddressError('an inner address'), '', 0);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
