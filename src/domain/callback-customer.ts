import {asciiDigits} from './ascii-digits.ts';
import {toE164} from './e164.ts';
import {matchEmergency} from './emergency-match.ts';
import {type EmergencyCountry, callingCodeOf} from './emergency-numbers.ts';

/** Who shall be called and about what, as a person wrote it ([CB-29] to [CB-35], [CB-42]). */
export type CallbackPerson = {readonly number: string; readonly name: string; readonly reason: string};

export type CallbackPersonProblem = {
  readonly field: 'number' | 'name' | 'reason';
  readonly fault: 'required' | 'invalid-character' | 'misplaced-plus' | 'too-short' | 'too-long' | 'emergency';
};

export const CALLBACK_DIGITS_MIN = 7;
export const CALLBACK_DIGITS_MAX = 15;
export const CALLBACK_NAME_MIN = 3;
export const CALLBACK_NAME_MAX = 250;
export const CALLBACK_REASON_MAX = 250;

/**
 * The customer as they are stored, or everything that is wrong, each at its field. Characters are counted as Unicode counts code points.
 * @param country where the organisation is: a number without a plus is one of that country
 */
export function callbackPerson(
  typed: CallbackPerson,
  country: string,
  emergencies: readonly EmergencyCountry[],
):
  | {readonly person: {readonly number: string; readonly name: string; readonly reason: string}}
  | {readonly problems: readonly CallbackPersonProblem[]} {
  const fault = faultOfCallbackNumber(typed.number, country, emergencies);
  const name = typed.name.normalize('NFC').trim();
  const reason = typed.reason.normalize('NFC').trim();
  const problems = [
    ...(fault === null ? [] : [{field: 'number', fault} as const]),
    ...faultsOfName(name),
    ...(Array.from(reason).length > CALLBACK_REASON_MAX ? [{field: 'reason', fault: 'too-long'} as const] : []),
  ];
  if (problems.length > 0) return {problems};
  return {person: {number: toE164(bare(typed.number), callingCodeOf(country)), name, reason}};
}

/** [CB-30] to [CB-32], and no emergency number (design §6.4). Null: nothing is wrong. */
export function faultOfCallbackNumber(
  typed: string,
  country: string,
  emergencies: readonly EmergencyCountry[],
): CallbackPersonProblem['fault'] | null {
  const number = bare(typed);
  if (number === '') return 'required';
  if (!/^[0-9+]+$/.test(number)) return 'invalid-character';
  if (/.\+/.test(number)) return 'misplaced-plus';
  // Also what begins with one: a network may leave out the digits behind it.
  if (matchEmergency(typed, country, emergencies).kind !== 'none') return 'emergency';
  const digits = number.replace('+', '').length;
  if (digits < CALLBACK_DIGITS_MIN) return 'too-short';
  return digits > CALLBACK_DIGITS_MAX ? 'too-long' : null;
}

/** Whether a network's word of who calls is a number to be called: a visitor of a web page has none, nor has who withholds theirs. */
export function isCallable(address: string, country: string, emergencies: readonly EmergencyCountry[]): boolean {
  return address.startsWith('+') && faultOfCallbackNumber(address, country, emergencies) === null;
}

function faultsOfName(name: string): readonly CallbackPersonProblem[] {
  const {length} = Array.from(name);
  if (length === 0) return [{field: 'name', fault: 'required'}];
  if (length < CALLBACK_NAME_MIN) return [{field: 'name', fault: 'too-short'}];
  return length > CALLBACK_NAME_MAX ? [{field: 'name', fault: 'too-long'}] : [];
}

/** Without the punctuation of written numbers ([CB-32]). */
function bare(typed: string): string {
  return asciiDigits(typed).replaceAll(/[\s().,-]/g, '');
}
