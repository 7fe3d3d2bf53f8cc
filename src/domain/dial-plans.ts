/**
 * The little that the hub itself must know of numbering plans, to make an international number of a local one. What a
 * person sees while typing (grouping, names of countries) comes from a library that the page loads when it is needed.
 * Source: ITU-T E.164, and the national plans it lists.
 */
const CALLING_CODES: Readonly<Record<string, string>> = {
  ...{US: '1', CA: '1', PR: '1', GB: '44', DK: '45', IE: '353', PL: '48', DE: '49', FR: '33', ES: '34', IT: '39'},
  ...{NL: '31', BE: '32', CH: '41', AT: '43', SE: '46', NO: '47', FI: '358', IS: '354', PT: '351', CZ: '420'},
  ...{SK: '421', HU: '36', RO: '40', GR: '30', UA: '380', TR: '90', IL: '972', ZA: '27', AU: '61', NZ: '64'},
  ...{IN: '91', JP: '81', KR: '82', SG: '65', BR: '55', MX: '52', AR: '54'},
};

/** The countries in the table, by their ISO 3166-1 codes. */
export const KNOWN_COUNTRIES: readonly string[] = Object.keys(CALLING_CODES);

/** The calling code of a country, without plus; null for one that is not in the table. */
export function callingCodeIn(country: string): string | null {
  return Object.hasOwn(CALLING_CODES, country) ? (CALLING_CODES[country] ?? null) : null;
}

/** What is dialled in a country in place of the plus ([CO-19]). */
export function internationalPrefixOf(country: string): string {
  const code = callingCodeIn(country);
  return code === '1' || code === null ? '011' : '00';
}
