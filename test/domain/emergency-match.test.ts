import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchAnywhere, matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';

/** `exact 911`, `prefix 112`, `none` … */
function matched(typed: string, country: string): string {
  const match = matchEmergency(typed, country, EMERGENCY_COUNTRIES);
  return match.kind === 'none' ? 'none' : `${match.kind} ${match.local}`;
}

const NORTH_AMERICA: readonly (readonly [string, string])[] = [
  ['911', 'exact 911'],
  ['9-1-1', 'exact 911'],
  ['9 1 1', 'exact 911'],
  [' 911 ', 'exact 911'],
  ['911#', 'exact 911'],
  ['*911', 'exact 911'],
  ['*67911', 'exact 911'],
  ['*67 911', 'exact 911'],
  ['*82 1-911', 'exact 911'],
  ['*67+1911', 'exact 911'],
  ['#31#112', 'exact 911'],
  ['*67999', 'foreign 911'],
  ['*6791', 'none'],
  ['*672015532447', 'none'],
  ['67911', 'none'],
  ['(911)', 'exact 911'],
  ['+911', 'exact 911'],
  ['+1911', 'exact 911'],
  ['+1 911', 'exact 911'],
  ['+1-911', 'exact 911'],
  ['112', 'exact 911'],
  ['9911', 'exact 911'],
  ['9-911', 'exact 911'],
  ['911666', 'prefix 911'],
  ['9116666666', 'prefix 911'],
  ['9112', 'prefix 911'],
  ['9112345678', 'prefix 911'],
  ['999', 'foreign 911'],
  ['1911', 'exact 911'],
  ['0911', 'exact 911'],
  ['９１１', 'exact 911'],
  ['٩١١', 'exact 911'],
  ['९११', 'exact 911'],
  ['𝟗𝟏𝟏', 'exact 911'],
  ['+112', 'exact 911'],
  ['+999', 'foreign 911'],
  ['0112', 'exact 911'],
  ['1125551234', 'prefix 911'],
  ['01127115551234', 'none'],
  ['91', 'none'],
  ['', 'none'],
  ['+', 'none'],
  ['+91 1', 'exact 911'],
  ['+91 12', 'none'],
  ['+91 1123456789', 'none'],
  ['+9112345678', 'none'],
  ['+19112345678', 'none'],
  ['+12015532447', 'none'],
  ['2015532447', 'none'],
  ['2019110000', 'none'],
  ['toString', 'none'],
];

const TABLES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  US: [...NORTH_AMERICA, ['933', 'test 933'], ['+1933', 'test 933'], ['9-3-3', 'test 933'], ['9331', 'none']],
  CA: [...NORTH_AMERICA, ['933', 'test 933']],
  PR: [...NORTH_AMERICA, ['933', 'none']],
  GB: [
    ['999', 'exact 999'],
    ['112', 'exact 112'],
    ['9-9-9', 'exact 999'],
    ['+44999', 'exact 999'],
    ['+44 112', 'exact 112'],
    ['+999', 'exact 999'],
    ['+112', 'exact 112'],
    ['0999', 'exact 999'],
    ['0112', 'exact 112'],
    ['9999', 'exact 999'],
    ['9112', 'exact 112'],
    ['99912', 'prefix 999'],
    ['1125', 'prefix 112'],
    ['911', 'foreign 999'],
    ['933', 'none'],
    ['+1911', 'none'],
    ['+1999', 'none'],
    ['+447911123456', 'none'],
    ['+44999123456', 'none'],
    ['02079460958', 'none'],
  ],
  DK: [
    ['112', 'exact 112'],
    ['1-1-2', 'exact 112'],
    ['+45112', 'exact 112'],
    ['+45 112', 'exact 112'],
    ['+112', 'exact 112'],
    ['0112', 'exact 112'],
    ['11234567', 'prefix 112'],
    ['911', 'foreign 112'],
    ['999', 'foreign 112'],
    ['933', 'none'],
    ['+44112', 'none'],
    ['+4511223344', 'none'],
    ['20123456', 'none'],
  ],
  PL: [
    ['112', 'unknown 112'],
    ['911', 'unknown 112'],
    ['9-1-1', 'unknown 112'],
    ['999', 'unknown 112'],
    ['933', 'none'],
    ['9911', 'none'],
    ['9115', 'none'],
    ['+48221234567', 'none'],
    ['', 'none'],
  ],
};

const TYPED = fc.string({
  unit: fc.constantFrom('9', '1', '9', '1', '0', '2', '4', '5', '+', '-', ' ', '#', '*', ':'),
  maxLength: 9,
});
const COUNTRIES = fc.constantFrom('US', 'PR', 'CA', 'GB', 'DK');

describe('emergency numbers', () => {
  for (const [country, cases] of Object.entries(TABLES)) {
    for (const [typed, expected] of cases) {
      it(`[EM-3] in ${country} '${typed}' is ${expected}`, () => assert.equal(matched(typed, country), expected));
    }
  }

  it('[EM-2] five countries have their numbers, and every one of them is dialled as an emergency there', () => {
    assert.deepEqual(EMERGENCY_COUNTRIES.map(({country}) => country).toSorted(), ['CA', 'DK', 'GB', 'PR', 'US']);
    for (const {country, callingCode, numbers} of EMERGENCY_COUNTRIES) {
      assert.ok(numbers.length > 0);
      for (const local of numbers)
        for (const typed of [local, `+${callingCode}${local}`])
          assert.deepEqual(matchEmergency(typed, country, EMERGENCY_COUNTRIES), {kind: 'exact', local}, typed);
    }
    // Of a country that is not among them nothing is claimed.
    for (const typed of ['911', '999', '112'])
      assert.notEqual(matchEmergency(typed, 'PL', EMERGENCY_COUNTRIES).kind, 'exact', typed);
  });

  it('[EM-3] every country of the list has its numbers, and a configuration can narrow the table to 911', () => {
    const numbers = EMERGENCY_COUNTRIES.map(({country, numbers: own}) => [country, ...own]);
    assert.deepEqual(numbers, [
      ['US', '911'],
      ['PR', '911'],
      ['CA', '911'],
      ['GB', '999', '112'],
      ['DK', '112'],
    ]);
    const narrowed = EMERGENCY_COUNTRIES.filter((each) => each.numbers.includes('911'));
    assert.deepEqual(
      narrowed.map(({country}) => country),
      ['US', 'PR', 'CA'],
    );
    assert.deepEqual(matchEmergency('911', 'US', narrowed), {kind: 'exact', local: '911'});
  });

  it('[EC-151] a narrowed table says of every number what the whole one says, and never that a country has another number', () => {
    const narrowed = EMERGENCY_COUNTRIES.filter((each) => each.numbers.includes('911'));
    for (const [country, cases] of Object.entries(TABLES))
      for (const [typed, expected] of cases) {
        const match = matchEmergency(typed, country, narrowed);
        assert.equal(
          match.kind === 'none' ? 'none' : `${match.kind} ${match.local}`,
          expected,
          `${typed} in ${country}`,
        );
      }
  });

  it('[EM-12] [EM-13] the number is recognised in what is typed into the ordinary dialer', () => {
    for (const country of ['US', 'PR', 'CA']) assert.equal(matched('911', country), 'exact 911');
  });

  it('[EM-3] an alias leads to a number of its own country', () => {
    for (const {aliases, numbers} of EMERGENCY_COUNTRIES)
      for (const local of Object.values(aliases)) assert.ok(numbers.includes(local));
  });

  it('[DM-21] what stands between the digits makes no difference', () => {
    const noise = fc.string({
      unit: fc.constantFrom(' ', '-', '.', '(', ')', '/', '#', '*', ':', '\u00a0'),
      maxLength: 3,
    });
    fc.assert(
      fc.property(COUNTRIES, noise, noise, (country, before, between) => {
        const own = EMERGENCY_COUNTRIES.find((each) => each.country === country)?.numbers ?? [];
        for (const number of own)
          assert.equal(matched(before + Array.from(number).join(between) + between, country), `exact ${number}`);
      }),
    );
  });

  it('[DM-21] a plus that is doubled or in the wrong place makes no difference', () => {
    for (const typed of ['++911', '+ +911', '9+11', '911+', '+9+11', '*+1911', '++1 911'])
      assert.equal(matched(typed, 'US'), 'exact 911');
    assert.equal(matched('++45112', 'DK'), 'exact 112');
    assert.equal(matched('112+', 'US'), 'exact 911');
    assert.equal(matched('911+66', 'US'), 'prefix 911');
    assert.equal(matched('9+99', 'US'), 'foreign 911');
  });

  it('[DM-22] no number that would be dialled as an emergency number is taken for an ordinary one', () => {
    fc.assert(
      fc.property(COUNTRIES, TYPED, (country, typed) => {
        const parsed = parseDialNumber(typed);
        if (!parsed.ok) return;
        const code = callingCodeOf(country);
        const own = EMERGENCY_COUNTRIES.find((each) => each.country === country)?.numbers ?? [];
        const dialled = toE164(parsed.number, code);
        const local = own.find((number) => dialled === `+${number}` || dialled === `+${code}${number}`);
        if (local !== undefined) assert.equal(matched(typed, country), `exact ${local}`);
      }),
      {numRuns: 20_000},
    );
  });

  it('[DM-23] what goes on after the number, or is another country’s, is never an exact match', () => {
    fc.assert(
      fc.property(COUNTRIES, fc.stringMatching(/^[0-9]{2,8}$/), (country, more) => {
        const home = EMERGENCY_COUNTRIES.find((each) => each.country === country);
        for (const number of home?.numbers ?? []) assert.equal(matched(number + more, country), `prefix ${number}`);
      }),
    );
  });

  it('[EM-3] a country of the table has its calling code', () => {
    assert.deepEqual(['US', 'PR', 'CA', 'GB', 'DK'].map(callingCodeOf), ['1', '1', '1', '44', '45']);
  });

  it('[EC-54] before it is known which country it is, a number that is one anywhere is taken for one, as typed', () => {
    for (const typed of ['911', '112', '999', '+1 911', '*67911', '9911'])
      assert.equal(matchAnywhere(typed).kind, 'exact', typed);
    const locals = ['0112', '*67112', '9112', '9999', '0999', '9911', '+1911'].map((typed) => {
      const match = matchAnywhere(typed);
      return match.kind === 'exact' ? match.local : match.kind;
    });
    assert.deepEqual(locals, ['112', '112', '112', '999', '999', '911', '911'], 'what a person reads');
    assert.equal(matchAnywhere('933').kind, 'test');
    for (const typed of ['', '91', '+91 1234567', '+12015550123', '911555'])
      assert.equal(matchAnywhere(typed).kind, 'none', typed);
  });

  it('[EC-79] a name that has such digits in it is looked for, and never dialled as a number', () => {
    for (const typed of ['Unit 911', 'Room 112', '1129 Oak', '911a', '№911 ул', 'Straße 999'])
      assert.deepEqual(matchEmergency(typed, 'US', EMERGENCY_COUNTRIES), {kind: 'none'}, typed);
    assert.equal(matchEmergency('٩١١', 'US', EMERGENCY_COUNTRIES).kind, 'exact', 'digits of any script are digits');
  });
});
