import {asciiDigits} from './ascii-digits.ts';
import {parseDialNumber} from './dial-number.ts';
import {TRUNK_ZERO, toE164} from './e164.ts';

/** What a directory adds to a number for people to read. None of it is dialled. */
const SCHEME = /^\s*tel:/i;
const EXTENSION = /\s*(?:;\s*ext=|,|#|ext\.?|x)\s*[0-9]{1,8}\s*$/i;
/** `+44 (0)20 …`: the zero is for callers inside the country. */
const TRUNK_MARK = /^(\s*\+[^(]*)\(0\)/;

/** Numbers shorter than this are of the house, not of a country. */
const COUNTRY_DIGITS_MIN = 7;
/** A number with its country's code has at least this many digits, wherever it is (ITU-T E.164). */
const WHOLE_DIGITS_MIN = 8;

/** Whether a text that is searched for means a number, and no name. */
export function isNumberSearch(text: string): boolean {
  const parsed = parseDialNumber(withoutAdditions(text));
  return parsed.ok || (parsed.fault !== 'invalid-character' && parsed.fault !== 'empty');
}

/**
 * What is dialled for a number as a directory has it: `+` and digits; a number of the house stays as it is. Null when it
 * is no number.
 * @param callingCode of the organisation's country, without plus; null when it is not known
 */
export function dialableWorkNumber(given: string, callingCode: string | null): string | null {
  const parsed = parseDialNumber(withoutAdditions(given));
  if (!parsed.ok) return null;
  const {number} = parsed;
  if (number.startsWith('+')) return toE164(number, '');
  if (!/^[0-9]+$/.test(number)) return null;
  return callingCode === null || number.length < COUNTRY_DIGITS_MIN ? number : toE164(number, callingCode);
}

/**
 * [CO-24] The whole number that was searched for; null when it cannot be one.
 * @param isWhole what a numbering plan says of an international number, when one is at hand
 */
export function wholeNumber(
  typed: string,
  callingCode: string | null,
  isWhole: ((number: string) => boolean) | null,
): string | null {
  const number = dialableWorkNumber(typed, callingCode);
  if (number === null || !number.startsWith('+')) return null;
  return (isWhole?.(number) ?? number.length > WHOLE_DIGITS_MIN) ? number : null;
}

/** As dialled inside its country. @param callingCode of the number's country */
export function nationalDigits(e164: string, callingCode: string): string {
  const digits = e164.slice(callingCode.length + 1);
  return TRUNK_ZERO.includes(callingCode) ? `0${digits}` : digits;
}

/**
 * The ways in which people write a number, most usual first. A directory compares letter by letter, so that it has to be
 * asked for each.
 * @param international grouped: `+1 201 555 0140`
 * @param national grouped: `(201) 555-0140`; null for a number of another country, which nobody writes so
 */
export function numberWritings(international: string, national: string | null): readonly string[] {
  const [code = '', ...groups] = international.split(' ');
  const [area = '', ...rest] = groups;
  const compact = groups.join('');
  const abroad = [
    `${code}${compact}`,
    international,
    `${code} ${compact}`,
    `${code} (${area}) ${rest.join('-')}`,
    `${code} ${groups.join('-')}`,
    `${code}-${groups.join('-')}`,
    `${code} (${area}) ${rest.join(' ')}`,
    `${code}.${groups.join('.')}`,
    `${code.slice(1)}${compact}`,
    ...(TRUNK_ZERO.includes(code.slice(1)) ? [`${code} (0)${groups.join(' ')}`] : []),
  ];
  if (national === null) return [...new Set(abroad)];
  const parts = national.split(/[^0-9]+/).filter((each) => each !== '');
  const inside = [national, parts.join(''), parts.join('-'), parts.join(' '), parts.join('.')];
  return [...new Set([...abroad, ...inside])];
}

function withoutAdditions(given: string): string {
  return asciiDigits(given).replace(SCHEME, '').replace(EXTENSION, '').replace(TRUNK_MARK, '$1');
}
