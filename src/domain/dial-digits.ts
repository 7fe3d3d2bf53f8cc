import {asciiDigits} from './ascii-digits.ts';

/** As many digits as one command carries: at 160 ms each, about five seconds. */
export const DIGITS_PER_COMMAND_MAX = 32;

/** How long a digit sounds and how long the pause after it is; receivers need 40 ms of each (ITU-T Q.24). */
export const DIGIT_TONE_MS = 100;
export const DIGIT_PAUSE_MS = 60;

/** The two tones of each digit, in hertz (ITU-T Q.23). The order is that of the event codes of RFC 4733, table 3. */
const HERTZ: Readonly<Record<string, readonly [number, number]>> = {
  '0': [941, 1336],
  '1': [697, 1209],
  '2': [697, 1336],
  '3': [697, 1477],
  '4': [770, 1209],
  '5': [770, 1336],
  '6': [770, 1477],
  '7': [852, 1209],
  '8': [852, 1336],
  '9': [852, 1477],
  '*': [941, 1209],
  '#': [941, 1477],
  A: [697, 1633],
  B: [770, 1633],
  C: [852, 1633],
  D: [941, 1633],
};

/** Every digit that can be sent; its place is its event code (RFC 4733 §3.2). */
export const DIGITS = '0123456789*#ABCD';

/** The two tones of a digit, low one first; null for what is none. */
export function digitHertz(digit: string): readonly [number, number] | null {
  return Object.hasOwn(HERTZ, digit) ? (HERTZ[digit] ?? null) : null;
}

/** The digits of a text in their order, of whatever script; null when something else is in it, or nothing at all. */
export function parseDigits(text: string): string | null {
  const digits = asciiDigits(text).toUpperCase().replaceAll(/[\s-]/g, '');
  return /^[0-9*#A-D]+$/.test(digits) ? digits : null;
}

/** A key of the pad and the letters that stand on it. */
export type PadKey = {readonly key: string; readonly letters: string; readonly long?: string};

/** Row by row, as on every telephone (ITU-T E.161). A long press of 0 gives the plus. */
export const PAD_KEYS: readonly PadKey[] = [
  {key: '1', letters: ''},
  {key: '2', letters: 'ABC'},
  {key: '3', letters: 'DEF'},
  {key: '4', letters: 'GHI'},
  {key: '5', letters: 'JKL'},
  {key: '6', letters: 'MNO'},
  {key: '7', letters: 'PQRS'},
  {key: '8', letters: 'TUV'},
  {key: '9', letters: 'WXYZ'},
  {key: '*', letters: ''},
  {key: '0', letters: '+', long: '+'},
  {key: '#', letters: ''},
];
