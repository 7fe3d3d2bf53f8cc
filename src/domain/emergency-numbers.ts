import {callingCodeIn} from './dial-plans.ts';

/** Emergency numbers of one country. Data, not code: an administrator may add to it ([EM-3]). */
export type EmergencyCountry = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Calling code without plus; `+<code><number>` is an emergency call too. */
  readonly callingCode: string;
  readonly numbers: readonly string[];
  /** What else people dial, and the local number it means (outside-line habits, numbers of other countries). */
  readonly aliases: Readonly<Record<string, string>>;
  /** A number that tests the path without reaching responders; null where none is documented. */
  readonly test: string | null;
};

/** [EM-2] with the numbers of `EM-3`; aliases as recommended for dial masks. */
export const EMERGENCY_COUNTRIES: readonly EmergencyCountry[] = [
  {
    country: 'US',
    callingCode: '1',
    numbers: ['911'],
    aliases: {'112': '911', '9911': '911', '0112': '911', '0911': '911'},
    test: '933',
  },
  {
    country: 'PR',
    callingCode: '1',
    numbers: ['911'],
    aliases: {'112': '911', '9911': '911', '0112': '911', '0911': '911'},
    test: null,
  },
  {
    country: 'CA',
    callingCode: '1',
    numbers: ['911'],
    aliases: {'112': '911', '9911': '911', '0112': '911', '0911': '911'},
    test: '933',
  },
  {
    country: 'GB',
    callingCode: '44',
    numbers: ['999', '112'],
    aliases: {'0999': '999', '0112': '112', '9999': '999', '9112': '112'},
    test: null,
  },
  {country: 'DK', callingCode: '45', numbers: ['112'], aliases: {'0112': '112'}, test: null},
];

/** The calling code of a country; 1 for one that nobody here knows. */
export function callingCodeOf(country: string): string {
  return EMERGENCY_COUNTRIES.find((each) => each.country === country)?.callingCode ?? callingCodeIn(country) ?? '1';
}
