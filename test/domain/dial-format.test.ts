import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {AsYouType} from 'libphonenumber-js/min';
import {
  caretBehind,
  deleteAcross,
  isNumberText,
  regroup,
  significantBefore,
  significantOf,
  typeAt,
} from '../../src/domain/dial-format.ts';

const american = (significant: string): string =>
  /^\+?[0-9]+$/.test(significant) ? new AsYouType('US').input(significant) : significant;

/** A field is written with `|` where the caret is. */
function field(text: string): {text: string; caret: number} {
  return {text: text.replace('|', ''), caret: text.indexOf('|')};
}

function written({text, caret}: {text: string; caret: number}): string {
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

const GROUPED: readonly (readonly [string, string])[] = [
  ['2015532447|', '(201) 553-2447|'],
  ['20155|', '(201) 55|'],
  ['(201) 55|32447', '(201) 55|3-2447'],
  ['(2019) 5|53-2447', '20195|532447'],
  ['|2015532447', '|(201) 553-2447'],
  ['+12015532447|', '+1 201 553 2447|'],
  ['+1 201| 5532447', '+1 201| 553 2447'],
  ['٢٠١٥٥٣٢٤٤٧|', '(201) 553-2447|'],
  ['*21#|', '*21#|'],
  ['Ada N|', 'Ada N|'],
  ['|', '|'],
];

const DELETED: readonly (readonly [string, string, 'backward' | 'forward', string])[] = [
  ['(201) |553-2447', '(201)|553-2447', 'backward', '20|5532447'],
  ['(201)| 553-2447', '(201)|553-2447', 'forward', '201|532447'],
  ['(201) 553|-2447', '(201) 55|-2447', 'backward', '(201) 55|-2447'],
  ['|(201) 553', '|201) 553', 'forward', '|01553'],
  ['Ada |', 'Ada|', 'backward', 'Ada|'],
];

describe('grouping a number while it is typed', () => {
  for (const [before, expected] of GROUPED) {
    it(`[DL-2] ${before} becomes ${expected}`, () => assert.equal(written(regroup(field(before), american)), expected));
  }

  for (const [before, after, direction, expected] of DELETED) {
    it(`[DL-3] ${before}, deleting ${direction}, becomes ${expected}`, () =>
      assert.equal(written(deleteAcross(field(before), field(after), direction)), expected));
  }

  it('[DL-4] what has letters in it is a name and is left alone', () => {
    for (const name of ['Ada', '1st floor', 'a@b', '12,3']) {
      assert.equal(isNumberText(name), false);
      assert.deepEqual(
        regroup({text: name, caret: 1}, () => '999'),
        {text: name, caret: 1},
      );
    }
  });

  const typed = fc.string({unit: fc.constantFrom(...Array.from('0123456789+#*: ()-.x٣')), maxLength: 24});
  const anyFormat = fc.func(fc.string({unit: fc.constantFrom(...Array.from('0123456789+ ()-')), maxLength: 24}));

  it('[DL-2] no digit is added, lost or moved, and the caret stays behind the same digit', () => {
    fc.assert(
      fc.property(typed, fc.nat(), fc.oneof(fc.constant(american), anyFormat), (text, place, format) => {
        const caret = place % (text.length + 1);
        const after = regroup({text, caret}, format);
        assert.equal(significantOf(after.text), significantOf(text));
        assert.equal(significantBefore(after.text, after.caret), significantBefore(text, caret));
        assert.deepEqual(regroup(after, format), after, 'twice is once');
      }),
      {numRuns: 2_000},
    );
  });

  it('[DL-3] deleting always takes exactly one digit, until there is none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[0-9]{0,15}$/), fc.boolean(), (number, backward) => {
        let now = regroup({text: number, caret: backward ? number.length : 0}, american);
        for (let left = significantOf(number).length; left > 0; left -= 1) {
          const {text, caret} = now;
          const erased = backward
            ? {text: text.slice(0, caret - 1) + text.slice(caret), caret: caret - 1}
            : {text: text.slice(0, caret) + text.slice(caret + 1), caret};
          now = regroup(deleteAcross(now, erased, backward ? 'backward' : 'forward'), american);
          assert.equal(significantOf(now.text).length, left - 1);
        }
        assert.equal(now.text, '');
      }),
    );
  });

  it('[DL-2] typing a number digit by digit anywhere gives the number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9]{1,12}$/),
        fc.array(fc.nat(), {minLength: 12, maxLength: 12}),
        (digits, places) => {
          let now = {text: '', caret: 0};
          let expected = '';
          Array.from(digits).forEach((digit, n) => {
            const at = (places[n] ?? 0) % (expected.length + 1);
            expected = expected.slice(0, at) + digit + expected.slice(at);
            const place = caretBehind(now.text, at);
            now = regroup(typeAt(now.text, place, place, digit), american);
            assert.equal(significantBefore(now.text, now.caret), at + 1);
          });
          assert.equal(significantOf(now.text), expected);
        },
      ),
    );
  });
});
