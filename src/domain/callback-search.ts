import {asciiDigits} from './ascii-digits.ts';
import {searchText} from './search-text.ts';

/** A word that is longer is found by its beginning. */
const WORD_MAX = 64;
/** Under data protection so many digits of a number are shown, and so many can be looked for. */
const SHOWN_DIGITS = 4;
/** Nobody finds a number of which they do not know so much: digit by digit it could be guessed. */
const KNOWN_DIGITS = 7;

/** Scripts that put no space between words: there each place may begin one. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const PUNCTUATED_NUMBER = /^[\d\s().,+/-]+$/;

/**
 * What a callback is found by: the words of name and reason without case and accents; every end of its number behind `#`, so that any
 * digits in a row begin one; the ends of the digits that are shown behind `~`. Looked for by their beginnings.
 */
export function callbackTokens(person: {
  readonly name: string | null;
  readonly reason: string;
  readonly number: string;
}): readonly string[] {
  const words = wordsOf(`${person.name ?? ''} ${person.reason}`).flatMap((word) =>
    UNSPACED.test(word) ? endsOf(Array.from(word)) : [word],
  );
  const digits = Array.from(person.number.replaceAll(/\D/g, ''));
  const tokens = [
    ...words.map((word) => Array.from(word).slice(0, WORD_MAX).join('')),
    ...endsOf(digits).map((end) => `#${end}`),
    ...endsOf(digits.slice(-SHOWN_DIGITS)).map((end) => `~${end}`),
  ];
  return [...new Set(tokens)];
}

/** By which a callback stands among others, by its customer. */
export function callbackSortName({name, number}: {readonly name: string | null; readonly number: string}): string {
  return searchText(name ?? '') || number;
}

/**
 * What to look for, as PostgreSQL reads it (`tsquery`); null: there is neither letter nor digit in it, and nothing is found. What a person
 * types cannot mean anything else there, since only letters and digits are left of it.
 * @param masked under data protection: of a number only the digits that are shown, or most of it
 */
export function callbackQuery(text: string, masked: boolean): string | null {
  const typed = asciiDigits(text);
  const digits = PUNCTUATED_NUMBER.test(typed) ? typed.replaceAll(/\D/g, '') : '';
  const words = digits === '' ? wordsOf(typed) : [digits];
  return words.length === 0 ? null : words.map((word) => termOf(word, masked)).join(' & ');
}

function termOf(word: string, masked: boolean): string {
  const own = Array.from(word).slice(0, WORD_MAX).join('');
  if (!/^\d+$/.test(own)) return `'${own}':*`;
  const bare = own.replace(/^0+/, '');
  const numbers = [...new Set([own, ...(bare === '' ? [] : [bare])])].flatMap((each) => numberTerms(each, masked));
  return `(${[`'${own}':*`, ...numbers].join(' | ')})`;
}

function numberTerms(digits: string, masked: boolean): readonly string[] {
  if (!masked) return [`'#${digits}':*`];
  if (digits.length <= SHOWN_DIGITS) return [`'~${digits}':*`];
  return digits.length >= KNOWN_DIGITS ? [`'#${digits}'`] : [];
}

function wordsOf(text: string): readonly string[] {
  return asciiDigits(searchText(text))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function endsOf(letters: readonly string[]): readonly string[] {
  return letters.map((_letter, at) => letters.slice(at).join(''));
}
