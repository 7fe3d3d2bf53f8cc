/** Letters that are written from right to left, and so turn the text around them. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A sentence with names in it, for places where no element can hold them apart (labels, announcements). Where anything is
 * written from right to left each name is isolated, so that it cannot turn the rest of the sentence around.
 * @example bidiSafe((name) => `Answer: ${name('Ada')}`) // 'Answer: Ada'
 */
export function bidiSafe(sentence: (name: (text: string) => string) => string): string {
  const plain = sentence((text) => text);
  return RIGHT_TO_LEFT.test(plain)
    ? sentence((text) => (text === '' ? '' : `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`))
    : plain;
}
