import {countryName} from '../templates/country-name.ts';

/** Regions that have a code and are no country to be in. */
const NONE = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

let known: readonly string[] | null = null;

/** Every country the browser has a name for, by its code. */
export function allCountries(): readonly string[] {
  known ??= LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCountry);
  return known;
}

/** In the order of their names in the page's language. */
export function byName(countries: readonly string[]): readonly string[] {
  return countries.toSorted((one, other) => countryName(one).localeCompare(countryName(other)));
}

function isCountry(code: string): boolean {
  if (NONE.has(code) || countryName(code) === code) return false;
  // What a country was called before is another code for the one of today.
  return new Intl.Locale(`und-${code}`).region === code;
}
