import type {Variable} from './contact.ts';
import {isWebAddress} from './web-address.ts';

export const POPOVER_VARIABLES_MIN = 3;
export const POPOVER_VARIABLES_MAX = 6;

/**
 * The variables of an inbound voice popover, in the configured order.
 * [PO-18] at most six; that at least three are configured is checked when the configuration is read.
 * [PO-19] secure ones never, whatever the configuration says.
 */
export function popoverVariables(variables: readonly Variable[]): readonly Variable[] {
  return variables
    .filter((each) => each.popoverPlace !== null && !each.secure)
    .toSorted((one, other) => (one.popoverPlace ?? 0) - (other.popoverPlace ?? 0))
    .slice(0, POPOVER_VARIABLES_MAX);
}

/** [PO-22] Under data protection only the last four digits of a number are visible. What means nothing hides nothing. */
export function maskAddress(address: string): string {
  if (isWebAddress(address)) return address;
  // What the hub has masked already stays as it is.
  if (/^[•\s]+\d{0,4}$/.test(address)) return address;
  const digits = address.replaceAll(/\D/g, '');
  if (digits.length <= 4) return '••••';
  return `••• ••• ${digits.slice(-4)}`;
}
