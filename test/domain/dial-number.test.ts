import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {asciiDigits} from '../../src/domain/ascii-digits.ts';
import {cleanPastedNumber, parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';

/** The number, or the fault. */
function parsed(typed: string): string {
  const result = parseDialNumber(typed);
  return result.ok ? result.number : result.fault;
}

const CASES: readonly (readonly [string, string, string])[] = [
  ['CO-13', '', 'empty'],
  ['CO-13', '   ', 'empty'],
  ['CO-13', ' (-) ', 'empty'],
  ['CO-14', '12', 'too-short'],
  ['CO-14', '+#*:12', 'too-short'],
  ['CO-14', '+', 'too-short'],
  ['CO-14', '123', '123'],
  ['CO-14', '+123', '+123'],
  ['CO-14', '123456789012345678', '123456789012345678'],
  ['CO-14', '1234567890123456789', 'too-long'],
  ['CO-14', '+#*:123456789012345678', '+#*:123456789012345678'],
  ['CO-15', '+1#2*3:4', '+1#2*3:4'],
  ['CO-15', '123,4', 'invalid-character'],
  ['CO-15', '123;4', 'invalid-character'],
  ['CO-15', '123@example', 'invalid-character'],
  ['CO-15', '1234x5', 'invalid-character'],
  ['CO-15', '٢٠١٥٥٥', '201555'],
  ['CO-15', '２０１５５５', '201555'],
  ['CO-15', '½2015', 'invalid-character'],
  ['CO-16', '+1 (201) 553-2447', '+12015532447'],
  ['CO-16', '201.553.2447', '2015532447'],
  ['CO-16', '030/1234567', '0301234567'],
  ['CO-16', '+1\u00a0201\u00a05532447', '+12015532447'],
  ['CO-17', '+12015532447', '+12015532447'],
  ['CO-18', '+11234567890', '+11234567890'],
  ['CO-19', '01161123456789', '01161123456789'],
];

const PASTED: readonly (readonly [string, string])[] = [
  ['Tel.: +1 (201) 553-2447', ':+12015532447'],
  ['call 555 0100 now', '5550100'],
  ['*21#', '*21#'],
  ['12,34;56', '123456'],
  ['+45 20 12 34 56\n', '+4520123456'],
  ['office', ''],
];

describe('dial numbers', () => {
  for (const [id, typed, expected] of CASES) {
    it(`[${id}] '${typed}' is ${expected}`, () => assert.equal(parsed(typed), expected));
  }

  for (const [pasted, expected] of PASTED) {
    it(`[CO-16] of the pasted ${JSON.stringify(pasted)} stays '${expected}'`, () =>
      assert.equal(cleanPastedNumber(pasted), expected));
  }

  it('[CO-14] [CO-15] an accepted number has 3 to 18 digits and no other characters than + # * :', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({unit: fc.constantFrom(...Array.from('0123456789+#*: -().x')), maxLength: 30}),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const result = parseDialNumber(text);
        if (!result.ok) return;
        assert.match(result.number, /^[0-9+#*:]+$/);
        const digits = result.number.match(/[0-9]/g)?.length ?? 0;
        assert.ok(digits >= 3 && digits <= 18);
        assert.deepEqual(parseDialNumber(result.number), result);
      }),
      {numRuns: 1_000},
    );
  });

  it('[CO-16] cleaning keeps the supported characters in their order and nothing else; twice is once', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), (text) => {
        const cleaned = cleanPastedNumber(text);
        assert.equal(
          cleaned,
          Array.from(asciiDigits(text))
            .filter((each) => '0123456789+#*:'.includes(each))
            .join(''),
        );
        assert.equal(cleanPastedNumber(cleaned), cleaned);
      }),
    );
  });
});

const INTERNATIONAL: readonly (readonly [string, string, string, string])[] = [
  ['CO-17', '+12015532447', '1', '+12015532447'],
  ['CO-17', '2015532447', '1', '+12015532447'],
  ['CO-17', '12015532447', '1', '+12015532447'],
  ['CO-18', '+11234567890', '1', '+11234567890'],
  ['CO-18', '+4520123456', '1', '+4520123456'],
  ['CO-18', '+442079460958', '45', '+442079460958'],
  ['CO-18', '442079460958', '44', '+442079460958'],
  ['CO-19', '01161123456789', '1', '+61123456789'],
  ['CO-19', '0114520123456', '1', '+4520123456'],
  ['DM-24', '0061123456789', '44', '+61123456789'],
  ['DM-24', '00442079460958', '45', '+442079460958'],
  ['DM-24', '20123456', '45', '+4520123456'],
];

describe('the international form', () => {
  for (const [id, number, callingCode, expected] of INTERNATIONAL) {
    it(`[${id}] ${number} dialled where the calling code is ${callingCode} is ${expected}`, () => {
      assert.equal(toE164(number, callingCode), expected);
    });
  }

  it('[DM-24] a British area code that begins with 011 rings in Britain', () => {
    assert.match(toE164('01134960000', '44'), /^\+44/);
  });

  it('[CO-18] what is already international stays so', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{6,14}$/), fc.constantFrom('1', '44', '45'), (number, code) => {
        assert.equal(toE164(number, code), number);
      }),
    );
  });
});
