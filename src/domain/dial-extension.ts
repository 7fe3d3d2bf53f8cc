import {asciiDigits} from './ascii-digits.ts';

export type WithExtension = {
  /** What stands before the extension; the whole text where there is none. */
  readonly number: string;
  /** Its digits; empty for none. */
  readonly extension: string;
};

/** As people and RFC 3966 write it: `ext. 7`, `extension 7`, `x7`, `;ext=7`, and in Polish `wew. 7`. */
const EXTENSION = /(?<!\p{L})(?:ext(?:ension|n)?|x|wewn?(?:ętrzny)?)[\s.:=#]{0,4}(\p{Nd}{1,8})(?!\p{Nd})/giu;

/** As many digits stand before it, or it is no number that has an extension. */
const DIGITS_BEFORE = 3;

/** Takes an extension off a pasted number: it is keyed in once somebody answers, and is no part of what is dialled. */
export function splitExtension(text: string): WithExtension {
  for (const {index, 1: extension = ''} of text.matchAll(EXTENSION)) {
    const number = text.slice(0, index);
    if ((number.match(/\p{Nd}/gu)?.length ?? 0) < DIGITS_BEFORE) continue;
    return {number: number.replace(/[\s,;(#]{1,9}$/, ''), extension: asciiDigits(extension)};
  }
  return {number: text, extension: ''};
}
