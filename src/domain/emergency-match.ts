import type {EmergencyCountry} from './emergency-numbers.ts';

/** What a typed number is to the emergency rule. `local` is the number to dial in the agent's country. */
export type EmergencyMatch =
  | {readonly kind: 'exact'; readonly local: string}
  | {readonly kind: 'test'; readonly local: string}
  /** Begins with an emergency number and goes on: never dialled by itself, the person chooses. */
  | {readonly kind: 'prefix'; readonly local: string}
  /** Another country's emergency number: offer the local one. */
  | {readonly kind: 'foreign'; readonly local: string}
  | {readonly kind: 'none'};

const NONE: EmergencyMatch = {kind: 'none'};

/**
 * Decides whether a number, exactly as typed, is an emergency number. Runs before every other rule and on the raw
 * digits, since `+1 911` and `911` differ (design §6.4); of several plus signs, or one after a digit, only a leading one
 * counts, as when the number is dialled. With a plus only `+n` and `+<country code>n` count: anything
 * longer, such as `+91 1…`, is an ordinary number.
 * @param countries the table; @param country the agent's current country (ISO 3166-1 alpha-2)
 */
export function matchEmergency(typed: string, country: string, countries: readonly EmergencyCountry[]): EmergencyMatch {
  const home = countries.find((each) => each.country === country);
  const digits = typed.replaceAll(/[^0-9]/g, '');
  const international = /^[^0-9]*\+/.test(typed);
  if (home === undefined) return international ? NONE : foreignOnly(digits, countries);
  return international ? matchWithPlus(digits, home) : matchDigits(digits, home, countries);
}

function matchWithPlus(digits: string, home: EmergencyCountry): EmergencyMatch {
  const national = digits.startsWith(home.callingCode) ? digits.slice(home.callingCode.length) : null;
  for (const candidate of [digits, national]) {
    if (candidate !== null && home.numbers.includes(candidate)) return {kind: 'exact', local: candidate};
  }
  return NONE;
}

function matchDigits(digits: string, home: EmergencyCountry, countries: readonly EmergencyCountry[]): EmergencyMatch {
  if (home.numbers.includes(digits)) return {kind: 'exact', local: digits};
  const alias = Object.hasOwn(home.aliases, digits) ? home.aliases[digits] : undefined;
  if (alias !== undefined) return {kind: 'exact', local: alias};
  if (digits === home.test) return {kind: 'test', local: digits};
  const foreign = countries.some((each) => each.numbers.includes(digits));
  const first = home.numbers[0] ?? digits;
  if (foreign) return {kind: 'foreign', local: first};
  const prefix = home.numbers.find((number) => digits.startsWith(number));
  return prefix === undefined ? NONE : {kind: 'prefix', local: prefix};
}

function foreignOnly(digits: string, countries: readonly EmergencyCountry[]): EmergencyMatch {
  const known = countries.some((each) => each.numbers.includes(digits));
  return known ? {kind: 'foreign', local: digits} : NONE;
}
