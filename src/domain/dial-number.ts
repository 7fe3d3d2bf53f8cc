import {asciiDigits} from './ascii-digits.ts';

/** Why a typed dial number is not accepted. */
export type DialNumberFault = 'empty' | 'too-short' | 'too-long' | 'invalid-character';

export type DialNumber =
  | {readonly ok: true; readonly number: string}
  | {readonly ok: false; readonly fault: DialNumberFault};

const DIGITS_MIN = 3;
const DIGITS_MAX = 18;

/**
 * Checks a dial number as a person typed it.
 * [CO-14] 3 to 18 digits; [CO-15] of the special characters only `+ # * :`. Spaces and the usual punctuation of a
 * written number are taken out first, as on paste ([CO-16]); a letter is a fault, not silently lost.
 */
export function parseDialNumber(typed: string): DialNumber {
  const number = asciiDigits(typed).replaceAll(/[\s().\-/]/g, '');
  if (number === '') return {ok: false, fault: 'empty'};
  if (!/^[0-9+#*:]+$/.test(number)) return {ok: false, fault: 'invalid-character'};
  const digits = number.replaceAll(/[^0-9]/g, '').length;
  if (digits < DIGITS_MIN) return {ok: false, fault: 'too-short'};
  return digits > DIGITS_MAX ? {ok: false, fault: 'too-long'} : {ok: true, number};
}

/** [CO-16] What is left of a pasted text: digits and `+ # * :`; other characters and letters are removed. */
export function cleanPastedNumber(pasted: string): string {
  return asciiDigits(pasted).replaceAll(/[^0-9+#*:]/g, '');
}

/**
 * The international form of an accepted dial number, for finding who owns it.
 * [CO-17] [CO-18] with a plus it is already that; [CO-19] the home country's international prefix stands for the plus;
 * what is left is a number of the home country. 011 is that prefix in North America only: elsewhere, as in Britain, area
 * codes begin so.
 * @param callingCode of the home country, without plus
 */
export function toE164(number: string, callingCode: string): string {
  const digits = number.replaceAll(/[^0-9]/g, '');
  if (number.startsWith('+')) return `+${digits}`;
  const prefix = callingCode === '1' ? '011' : '00';
  if (digits.startsWith(prefix) && digits.length > 10) return `+${digits.slice(prefix.length)}`;
  return digits.startsWith(callingCode) && digits.length > 10 ? `+${digits}` : `+${callingCode}${digits}`;
}
