import {faultOfCallbackNumber} from '../../src/domain/callback-customer.ts';
import {toE164} from '../../src/domain/e164.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import {asciiDigits} from '../../src/domain/ascii-digits.ts';

/** A customer's number as it is stored, from what an administrator typed; null: it is none. */
export function customerNumber(typed: string, country: string): string | null {
  if (faultOfCallbackNumber(typed, country, EMERGENCY_COUNTRIES) !== null) return null;
  return toE164(asciiDigits(typed).replaceAll(/[\s().,-]/g, ''), callingCodeOf(country));
}
