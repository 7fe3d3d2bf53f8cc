import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {describe, it} from 'node:test';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';

type Oracle = {
  readonly ShortNumberInfo: {getInstance(): {isEmergencyNumber(number: string, region: string): boolean}};
};

/** Plain JavaScript without types of its own. */
function isOracle(loaded: unknown): loaded is Oracle {
  return typeof loaded === 'object' && loaded !== null && 'ShortNumberInfo' in loaded;
}

const loaded: unknown = createRequire(import.meta.url)('google-libphonenumber');
if (!isOracle(loaded)) throw new TypeError('the oracle is another one');
const oracle = loaded.ShortNumberInfo.getInstance();

/** Every number of two to five digits. */
const NUMBERS = [2, 3, 4, 5].flatMap((length) =>
  Array.from({length: 10 ** length}, (_, at) => String(at).padStart(length, '0')),
);

/** What the oracle takes for one and a country's own pages do not: 114 is the Danish police without urgency. */
const NOT_URGENT: Readonly<Record<string, readonly string[]>> = {DK: ['114']};

describe('emergency numbers beside those of libphonenumber', () => {
  for (const {country, numbers, aliases} of EMERGENCY_COUNTRIES) {
    it(`[EM-3] ${country}: each number is one there, and each one there is dialled at once`, () => {
      for (const number of numbers) assert.equal(oracle.isEmergencyNumber(number, country), true, number);
      const known = NUMBERS.filter((number) => oracle.isEmergencyNumber(number, country));
      for (const number of known.filter((each) => NOT_URGENT[country]?.includes(each) !== true))
        assert.equal(matchEmergency(number, country, EMERGENCY_COUNTRIES).kind, 'exact', number);
    });

    it(`[EM-3] ${country}: beyond them nothing is dialled at once but our aliases, and the number behind the country's code`, () => {
      const {callingCode} = EMERGENCY_COUNTRIES.find((each) => each.country === country) ?? {callingCode: ''};
      const own = [...numbers, ...Object.keys(aliases)];
      const expected = new Set(own.flatMap((number) => [number, `${callingCode}${number}`]));
      const dialled = NUMBERS.filter((each) => matchEmergency(each, country, EMERGENCY_COUNTRIES).kind === 'exact');
      assert.deepEqual(
        dialled.filter((number) => !expected.has(number)),
        [],
      );
    });
  }
});
