/** Calling codes of one and of two digits; all others have three (ITU-T E.164, its list of assigned codes). */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/**
 * An international number in groups, so that a person sees whether it is theirs: `+48 601 234 567`, `+1 201 555 0123`. The groups are for
 * reading; how a country writes its own numbers is not known here.
 * @param number with a plus and digits only
 */
export function readableNumber(number: string): string {
  const digits = number.replace('+', '');
  const code = CALLING_CODE.exec(digits)?.[0] ?? '';
  const groups: string[] = [];
  let rest = digits.slice(code.length);
  // No digit stands alone at the end.
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  return [`+${code}`, ...groups, ...(rest === '' ? [] : [rest])].join(' ');
}
