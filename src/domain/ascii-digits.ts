/** A decimal digit of any script. */
const DIGIT = /\p{Nd}/u;

/**
 * The text with the digits of every script (٩١١, ９１１) as 0 to 9: a number is the same number however it is written.
 */
export function asciiDigits(text: string): string {
  return Array.from(text, (each) => (DIGIT.test(each) ? String(valueOf(each)) : each)).join('');
}

/** Unicode keeps the ten digits of a script in a row, zero first; where rows stand side by side, each has ten. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return before % 10;
}
