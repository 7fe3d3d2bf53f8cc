import {isSupportedCountry, parsePhoneNumberFromString} from 'libphonenumber-js/max';

export type NumberFault = 'impossible' | 'premium' | 'country';

/**
 * Kinds that whoever calls pays dearly for, or that are nobody's telephone: calling them is what a robot would be sent for
 * (design §7). `PERSONAL_NUMBER` is a number that follows a person at the caller's expense.
 */
const NOT_CALLED: ReadonlySet<string> = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'PAGER',
  'VOICEMAIL',
  'UAN',
]);

/**
 * A number as the numbering plans have it, E.164; or why it is not called back. Numbers of no country, such as satellite telephones,
 * are of none that is allowed.
 * @param country where a number without a plus is from
 * @param countries whose numbers are called; null: of all
 */
export function calledNumber(
  typed: string,
  country: string,
  countries: readonly string[] | null,
): {readonly number: string} | {readonly fault: NumberFault} {
  const home = isSupportedCountry(country) ? {defaultCountry: country, extract: false} : {extract: false};
  const parsed = parsePhoneNumberFromString(typed, home);
  if (parsed === undefined || !parsed.isValid()) return {fault: 'impossible'};
  const {country: of, number} = parsed;
  if (NOT_CALLED.has(parsed.getType() ?? '')) return {fault: 'premium'};
  if (countries === null) return of === undefined ? {fault: 'premium'} : {number};
  return of !== undefined && countries.includes(of) ? {number} : {fault: 'country'};
}
