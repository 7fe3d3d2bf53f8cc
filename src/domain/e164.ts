/** Calling codes inside whose countries a zero is dialled before the area code, and left out from abroad. */
export const TRUNK_ZERO: readonly string[] = [
  ...['44', '353', '49', '33', '31', '32', '41', '43', '46', '358', '421', '40', '380', '90', '972', '27'],
  ...['61', '64', '91', '81', '82', '55', '54'],
];

/**
 * The international form of an accepted dial number, for finding who owns it.
 * [CO-17] [CO-18] with a plus it is already that; [CO-19] the home country's international prefix stands for the plus;
 * what is left is a number of the home country. 011 is that prefix in North America only: elsewhere, as in Britain, area
 * codes begin so. A number of the home country loses the zero that is dialled only inside it.
 * @param callingCode of the home country, without plus
 */
export function toE164(number: string, callingCode: string): string {
  const digits = number.replaceAll(/[^0-9]/g, '');
  if (/^[^0-9]*\+/.test(number)) return `+${digits}`;
  const prefix = callingCode === '1' ? '011' : '00';
  if (digits.startsWith(prefix) && digits.length > 10) return `+${digits.slice(prefix.length)}`;
  if (digits.startsWith(callingCode) && digits.length > 10) return `+${digits}`;
  const national = TRUNK_ZERO.includes(callingCode) ? digits.replace(/^0/, '') : digits;
  return `+${callingCode}${national}`;
}
