import {asciiDigits} from './ascii-digits.ts';

/** A text and where the caret stands in it, as a field has them. */
export type DialText = {readonly text: string; readonly caret: number};

/** Writes a number in groups; gets and gives the same digits and special characters. */
export type NumberFormat = (significant: string) => string;

const SIGNIFICANT = /[0-9+#*:]/;

/** What a person or a library puts between digits to read them more easily. */
const NUMBER_TEXT = /^[\p{Nd}+#*:\s().\-/\u00a0\u2010-\u2015\u202f]*$/u;

/** Whether a text is a number being typed, and no name: only then may it be grouped. */
export function isNumberText(text: string): boolean {
  return NUMBER_TEXT.test(text);
}

/** The digits and special characters of a text, which are what is dialled ([CO-15]). */
export function significantOf(text: string): string {
  return Array.from(asciiDigits(text))
    .filter((each) => SIGNIFICANT.test(each))
    .join('');
}

/** How many of them stand before a place in the text. */
export function significantBefore(text: string, caret: number): number {
  return significantOf(text.slice(0, caret)).length;
}

/** The place right behind the given number of them. */
export function caretBehind(text: string, count: number): number {
  if (count === 0) return 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (SIGNIFICANT.test(text[at] ?? '')) seen += 1;
    if (seen === count) return at + 1;
  }
  return text.length;
}

/**
 * The field after a change, grouped. No digit is added, lost or moved, whatever the format does, and the caret stays
 * behind the digit it stood behind. A name, or what the format would damage, is left as it is.
 */
export function regroup({text, caret}: DialText, format: NumberFormat): DialText {
  if (!isNumberText(text)) return {text, caret};
  const significant = significantOf(text);
  const grouped = format(significant);
  if (significantOf(grouped) !== significant || !isNumberText(grouped)) return {text, caret};
  return {text: grouped, caret: caretBehind(grouped, significantBefore(text, caret))};
}

/**
 * What a deletion means that took only a separator: the digit beside it, or the person would delete for ever.
 * @param before the field before the deletion; @param after what the browser made of it
 */
export function deleteAcross(before: DialText, after: DialText, direction: 'backward' | 'forward'): DialText {
  const significant = significantOf(before.text);
  if (!isNumberText(before.text) || significantOf(after.text) !== significant) return after;
  const count = significantBefore(after.text, after.caret);
  const at = direction === 'backward' ? count - 1 : count;
  if (at < 0 || at >= significant.length) return after;
  return {text: significant.slice(0, at) + significant.slice(at + 1), caret: at};
}

/** The field with a key of the pad typed at the selection. */
export function typeAt(text: string, start: number, end: number, key: string): DialText {
  return {text: text.slice(0, start) + key + text.slice(end), caret: start + key.length};
}
