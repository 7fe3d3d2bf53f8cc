import {asciiDigits} from './ascii-digits.ts';
import {internationalPrefixOf} from './dial-plans.ts';

/** Why a typed dial number is not accepted. */
export type DialNumberFault = 'empty' | 'too-short' | 'too-long' | 'invalid-character' | 'misplaced-plus';

export type DialNumber =
  | {readonly ok: true; readonly number: string}
  | {readonly ok: false; readonly fault: DialNumberFault};

export const DIGITS_MIN = 3;
export const DIGITS_MAX = 18;

/**
 * Checks a dial number as a person typed it.
 * [CO-14] 3 to 18 digits; [CO-15] of the special characters only `+ # * :`. Spaces and the usual punctuation of a
 * written number are taken out first, as on paste ([CO-16]); a letter is a fault, not silently lost. A plus stands for the
 * international prefix, so that one behind a digit means nothing.
 */
export function parseDialNumber(typed: string): DialNumber {
  const number = asciiDigits(typed).replaceAll(/[\s().\-/]/g, '');
  if (number === '') return {ok: false, fault: 'empty'};
  if (!/^[0-9+#*:]+$/.test(number)) return {ok: false, fault: 'invalid-character'};
  if (/[0-9].*\+/.test(number)) return {ok: false, fault: 'misplaced-plus'};
  const digits = number.replaceAll(/[^0-9]/g, '').length;
  if (digits < DIGITS_MIN) return {ok: false, fault: 'too-short'};
  return digits > DIGITS_MAX ? {ok: false, fault: 'too-long'} : {ok: true, number};
}

/** [CO-16] What is left of a pasted text: digits and `+ # * :`; other characters and letters are removed. */
export function cleanPastedNumber(pasted: string): string {
  return asciiDigits(pasted).replaceAll(/[^0-9+#*:]/g, '');
}

/** In which of the accepted forms a number is written; `local` is everything else, down to an extension. */
export type DialNumberForm = 'us' | 'e164' | 'idd' | 'local';

/**
 * The form of an accepted number.
 * @param country where the agent is (ISO 3166-1 alpha-2): it decides what the international prefix is
 */
export function dialNumberForm(number: string, country: string): DialNumberForm {
  if (/^[^0-9]*\+/.test(number)) return /^[^0-9]*\+1[0-9]{10}$/.test(number) ? 'us' : 'e164';
  const digits = number.replaceAll(/[^0-9]/g, '');
  return digits.startsWith(internationalPrefixOf(country)) && digits.length > 10 ? 'idd' : 'local';
}
