import {asciiDigits} from './ascii-digits.ts';
import {EMERGENCY_COUNTRIES, type EmergencyCountry} from './emergency-numbers.ts';

/** What a typed number is to the emergency rule. `local` is the number to dial in the agent's country. */
export type EmergencyMatch =
  | {readonly kind: 'exact'; readonly local: string}
  | {readonly kind: 'test'; readonly local: string}
  /** Begins with an emergency number and goes on: never dialled by itself, the person chooses. */
  | {readonly kind: 'prefix'; readonly local: string}
  /** Another country's emergency number: offer the local one. */
  | {readonly kind: 'foreign'; readonly local: string}
  /** An emergency number elsewhere, where nobody here knows the country's own; `local` is what mobile networks everywhere take. */
  | {readonly kind: 'unknown'; readonly local: string}
  | {readonly kind: 'none'};

const NONE: EmergencyMatch = {kind: 'none'};
/** Of a country without a table no number is known; mobile networks everywhere take this one (3GPP TS 22.101). */
const ANYWHERE = '112';
/** What a network does with the number behind it, such as to hide the caller's: *67 in North America, #31# elsewhere. */
const SERVICE_CODE = /^\s*[*#]\d\d#?(.*)$/s;

/**
 * Decides whether a number, exactly as typed, is an emergency number. Runs before every other rule and on the raw
 * digits, since `+1 911` and `911` differ (design §6.4); of several plus signs, or one after a digit, only a leading one
 * counts, as when the number is dialled. With a plus only `+n` and `+<country code>n` count, which no subscriber can
 * have: anything longer, such as `+91 1…`, is an ordinary number. Behind a service code (`*67`) it counts as without.
 * A narrowed table narrows what is carried, never what is known: help is called by the country's number all the same.
 * @param countries the table; @param country the agent's current country (ISO 3166-1 alpha-2)
 */
export function matchEmergency(typed: string, country: string, countries: readonly EmergencyCountry[]): EmergencyMatch {
  const written = asciiDigits(typed);
  const known = [...countries, ...EMERGENCY_COUNTRIES];
  const match = matchWritten(written, country, known);
  const behind = SERVICE_CODE.exec(written)?.[1];
  return match.kind === 'none' && behind !== undefined ? matchWritten(behind, country, known) : match;
}

/** Before the hub has said which country it is: what is an emergency number in one that has them is taken for one, exactly as typed. */
export function matchAnywhere(typed: string): EmergencyMatch {
  const matches = EMERGENCY_COUNTRIES.map(({country}) => matchEmergency(typed, country, EMERGENCY_COUNTRIES));
  const digits = asciiDigits(typed).replaceAll(/[^0-9]/g, '');
  // Where it is, or ends with, a country's own number it is called by that: 0112 is no 911.
  const own = matches.find((each) => each.kind === 'exact' && digits.endsWith(each.local));
  if (own !== undefined) return own;
  return matches.find(({kind}) => kind === 'exact') ?? matches.find(({kind}) => kind === 'test') ?? NONE;
}

function matchWritten(written: string, country: string, countries: readonly EmergencyCountry[]): EmergencyMatch {
  // A name that has such digits in it is looked for, and no number.
  if (/\p{L}/u.test(written)) return NONE;
  const home = countries.find((each) => each.country === country);
  const digits = written.replaceAll(/[^0-9]/g, '');
  if (home === undefined) return isKnown(digits, countries) ? {kind: 'unknown', local: ANYWHERE} : NONE;
  if (/^[^0-9]*\+/.test(written)) return matchWithPlus(digits, home, countries);
  return matchWhole(digits, home, countries) ?? matchNational(digits, home, countries) ?? matchBeginning(digits, home);
}

function matchWithPlus(digits: string, home: EmergencyCountry, countries: readonly EmergencyCountry[]): EmergencyMatch {
  return matchWhole(digits, home, countries) ?? matchNational(digits, home, countries) ?? NONE;
}

/** Behind the home country's code, with or without a plus: no subscriber's number is so short. */
function matchNational(
  digits: string,
  home: EmergencyCountry,
  countries: readonly EmergencyCountry[],
): EmergencyMatch | null {
  const {callingCode} = home;
  return digits.startsWith(callingCode) ? matchWhole(digits.slice(callingCode.length), home, countries) : null;
}

function matchWhole(
  digits: string,
  home: EmergencyCountry,
  countries: readonly EmergencyCountry[],
): EmergencyMatch | null {
  if (home.numbers.includes(digits)) return {kind: 'exact', local: digits};
  const alias = Object.hasOwn(home.aliases, digits) ? home.aliases[digits] : undefined;
  if (alias !== undefined) return {kind: 'exact', local: alias};
  if (digits === home.test) return {kind: 'test', local: digits};
  return isKnown(digits, countries) ? {kind: 'foreign', local: home.numbers[0] ?? digits} : null;
}

/** A short alias (112 in the US) connects with more digits behind it, as the number itself does; a longer one is a habit. */
function matchBeginning(digits: string, home: EmergencyCountry): EmergencyMatch {
  const aliases = Object.entries(home.aliases).filter(([alias]) => alias.length === 3);
  const beginnings = [...home.numbers.map((number) => [number, number] as const), ...aliases];
  const found = beginnings.find(([beginning]) => digits.startsWith(beginning));
  return found === undefined ? NONE : {kind: 'prefix', local: found[1]};
}

function isKnown(digits: string, countries: readonly EmergencyCountry[]): boolean {
  return countries.some((each) => each.numbers.includes(digits));
}
