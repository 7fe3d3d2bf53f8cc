/** What of a field of recipients cannot be an address, as it was typed. */
export type AddressFault = {readonly typed: string; readonly why: 'not-an-address' | 'twice' | 'too-many'};

export type ParsedAddresses = {readonly addresses: readonly string[]; readonly faults: readonly AddressFault[]};

/** As many as can be told within seconds; a list of more belongs into a mail group. */
export const ADDRESSES_MAX = 20;
/** RFC 5321, 4.5.3.1: 64 octets before the sign, 254 in all. */
const LENGTH_MAX = 254;
const LOCAL_MAX = 64;
/** Rough on purpose: whether an address exists only its mail service knows. A plain name before it is as people paste it. */
const ADDRESS = /^[^\s@;,<>"()]+@[^\s@;,<>"()]+\.[^\s@;,<>"().]{2,}$/u;
const NAMED = /^[^<>]*<([^<>]+)>$/u;

/**
 * [EM-36] Several addresses with semicolons between them; line breaks count as semicolons, and a name before `<address>` is left
 * out. Every one is looked at: the faults are all there, not only the first.
 */
export function parseAddresses(typed: string): ParsedAddresses {
  const addresses: string[] = [];
  const faults: AddressFault[] = [];
  for (const each of typed.split(/[;\n]/)) {
    const written = each.trim();
    if (written === '') continue;
    const address = (NAMED.exec(written)?.[1] ?? written).trim();
    if (!isAddress(address)) faults.push({typed: written, why: 'not-an-address'});
    else if (addresses.some((known) => known.toLowerCase() === address.toLowerCase()))
      faults.push({typed: written, why: 'twice'});
    else if (addresses.length === ADDRESSES_MAX) faults.push({typed: written, why: 'too-many'});
    else addresses.push(address);
  }
  return {addresses, faults};
}

export function isAddress(text: string): boolean {
  return text.length <= LENGTH_MAX && text.indexOf('@') <= LOCAL_MAX && ADDRESS.test(text);
}
