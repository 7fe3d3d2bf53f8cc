import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {splitExtension} from '../../src/domain/dial-extension.ts';
import {cleanPastedNumber} from '../../src/domain/dial-number.ts';

/** What is pasted, what of it is dialled, and the extension. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['+48 22 123 45 67 ext. 7', '+48221234567', '7'],
  ['+48 22 123 45 67 ext 12', '+48221234567', '12'],
  ['+48 22 123 45 67, Ext: 12', '+48221234567', '12'],
  ['+48 22 123 45 67 extension 4711', '+48221234567', '4711'],
  ['+48 22 123 45 67 (extn. 3)', '+48221234567', '3'],
  ['tel:+48-22-123-45-67;ext=7', ':+48221234567', '7'],
  ['201-553-2447x89', '2015532447', '89'],
  ['201-553-2447 x 89', '2015532447', '89'],
  ['201-553-2447 #x89', '2015532447', '89'],
  ['22 123 45 67 wew. 7', '221234567', '7'],
  ['22 123 45 67 wewn. 7', '221234567', '7'],
  ['22 123 45 67 WEWNĘTRZNY 7', '221234567', '7'],
  ['+48 22 123 45 67 ext. 7 (office, after 9)', '+48221234567', '7'],
  ['٢٠١٥٥٣٢٤٤٧ x ٧', '2015532447', '7'],
  // None: nothing to key in, no number before it, part of a word, or too long for one.
  ['+48 22 123 45 67', '+48221234567', ''],
  ['+48 22 123 45 67 ext.', '+48221234567', ''],
  ['ext. 4711', '4711', ''],
  ['22 ext. 4711', '224711', ''],
  ['+48 22 123 45 67 fax 5', '+482212345675', ''],
  ['+48 22 123 45 67 x 123456789', '+48221234567123456789', ''],
  ['Ada Nkemelu', '', ''],
  ['', '', ''],
];

describe('an extension behind a number', () => {
  for (const [pasted, number, extension] of CASES) {
    it(`[DL-17] of ${JSON.stringify(pasted)} is dialled '${number}', and '${extension}' is left to key in`, () => {
      const split = splitExtension(pasted);
      assert.equal(cleanPastedNumber(split.number), number);
      assert.equal(split.extension, extension);
    });
  }

  it('[DL-17] whatever is pasted, the number is its beginning, and a text without the words stays whole', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 60}), (text) => {
        const {number, extension} = splitExtension(text);
        assert.ok(text.startsWith(number));
        assert.match(extension, /^[0-9]{0,8}$/);
        if (!/[xw]/iu.test(text)) assert.deepEqual({number, extension}, {number: text, extension: ''});
      }),
    );
  });

  it('[DL-17] a long text takes no time', () => {
    const started = performance.now();
    splitExtension(`${'1 '.repeat(50_000)}${'#'.repeat(50_000)}`);
    assert.ok(performance.now() - started < 500);
  });
});
