import {
  AsYouType,
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  validatePhoneNumberLength,
} from 'libphonenumber-js/min';
import type {DialCountry, PhoneMetadata} from './phone-metadata.ts';

const SHORTEST_GROUPED = 5;

const countries: readonly DialCountry[] = getCountries().map((country) => ({
  country,
  callingCode: getCountryCallingCode(country),
}));

/** The numbering plans of libphonenumber. Imported by `phone-metadata.ts` only, and there late. */
export const phoneMetadata: PhoneMetadata = {countries, format, countryOf, withCountry, tooLong, whole};

function format(number: string, home: string): string {
  // The first few digits may be an extension or an emergency number, and mean no area code yet.
  return isPlain(number) && number.length >= SHORTEST_GROUPED ? typing(number, home).text : number;
}

function countryOf(number: string, home: string): DialCountry | null {
  const {typed} = typing(number, home);
  const callingCode = typed.getCallingCode();
  if (!typed.isInternational() || callingCode === undefined) {
    return typed.isInternational() ? null : (countries.find((each) => each.country === home) ?? null);
  }
  // Several countries share a code: the most likely one, unless the digits say more.
  const country = typed.getCountry() ?? countries.find((each) => each.callingCode === callingCode)?.country;
  return country === undefined ? null : {country, callingCode};
}

function withCountry(number: string, home: string, country: string): string {
  const {typed} = typing(number, home);
  const code = isSupportedCountry(country) ? getCountryCallingCode(country) : '';
  const own = typed.getCallingCode() ?? (isSupportedCountry(home) ? getCountryCallingCode(home) : '');
  const digits = typed.getNumber()?.nationalNumber ?? (typed.getNumberValue() ?? number).replace(`+${own}`, '');
  return `+${code}${digits}`;
}

function tooLong(number: string, home: string): boolean {
  return isPlain(number) && validatePhoneNumberLength(number, codeOf(home)) === 'TOO_LONG';
}

function whole(number: string): boolean {
  return validatePhoneNumberLength(number) === undefined;
}

function typing(number: string, home: string): {readonly typed: AsYouType; readonly text: string} {
  const typed = new AsYouType(codeOf(home));
  return {typed, text: typed.input(number)};
}

function codeOf(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}

/** Codes with * and #, and extensions, have no groups. */
function isPlain(number: string): boolean {
  return /^\+?[0-9]*$/.test(number);
}
