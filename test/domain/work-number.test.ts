import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {
  dialableWorkNumber,
  isNumberSearch,
  nationalDigits,
  numberWritings,
  wholeNumber,
} from '../../src/domain/work-number.ts';

describe('work numbers', () => {
  for (const [given, dialable] of [
    ['+12015550142', '+12015550142'],
    ['+1 (201) 555-0142', '+12015550142'],
    ['(201) 555-0142', '+12015550142'],
    ['201.555.0142', '+12015550142'],
    ['tel:+1-201-555-0142', '+12015550142'],
    ['+1 201 555 0142 x77', '+12015550142'],
    ['+1 201 555 0142;ext=77', '+12015550142'],
    ['+1 201 555 0142, 77', '+12015550142'],
    ['201 555 0142 Ext. 77', '+12015550142'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['٢٠١ ٥٥٥ ٠١٤٢', '+12015550142'],
    ['4471', '4471'],
  ] as const) {
    it(`[PE-5] ${given} is dialled as ${dialable}`, () => assert.equal(dialableWorkNumber(given, '1'), dialable));
  }

  for (const given of ['', '   ', 'ask the porter', '+', '12', '*21#', '2 or 3 Main Street', '1'.repeat(30)]) {
    it(`[PE-5] ${JSON.stringify(given)} is no number that can be dialled`, () => {
      assert.equal(dialableWorkNumber(given, '1'), null);
    });
  }

  it('[PE-5] in a country whose plan is not known a number stays as it is, unless it says its country', () => {
    assert.equal(dialableWorkNumber('020 5555 0142', null), '02055550142');
    assert.equal(dialableWorkNumber('+265 1 555 014', null), '+2651555014');
  });

  it('[CO-24] a number is looked for by all of its digits only, in whatever writing', () => {
    const isWhole = (number: string) => number.length === '+12015550142'.length;
    for (const typed of ['+1 201 555 0142', '(201) 555-0142', '1 201 555 0142', '011 1 201 555 0142'])
      assert.equal(wholeNumber(typed, '1', isWhole), '+12015550142');
    for (const typed of ['201', '555 0142', '0142', '+1 201', '201 555 014', '+1 201 555 01425', '+', '#'])
      assert.equal(wholeNumber(typed, '1', isWhole), null);
  });

  it('[CO-24] without numbering plans at hand a number that is too short anywhere is not whole', () => {
    assert.equal(wholeNumber('+4530', '45', null), null);
    assert.equal(wholeNumber('+4532123456', '45', null), '+4532123456');
  });

  it('[CO-24] a text with letters is no number', () => {
    for (const text of ['Anna', 'room 101', 'b2b']) assert.equal(isNumberSearch(text), false);
    for (const text of ['4471', '+1 (201)', '201-555', 'tel:+1201', '٢٠١']) assert.equal(isNumberSearch(text), true);
  });

  it('[PE-6] the writings of a number all have its digits, and are no more than the directory takes', () => {
    const writings = numberWritings('+1 201 555 0142', '(201) 555-0142');
    for (const usual of [
      '+12015550142',
      '+1 201 555 0142',
      '+1 (201) 555-0142',
      '+1 201-555-0142',
      '+1-201-555-0142',
      '+1.201.555.0142',
      '+1 2015550142',
      '(201) 555-0142',
      '201-555-0142',
    ])
      assert.ok(writings.includes(usual), usual);
    assert.ok(writings.length <= 15, String(writings.length));
    assert.equal(new Set(writings).size, writings.length);
    for (const writing of writings) assert.equal(dialableWorkNumber(writing, '1'), '+12015550142');
  });

  it('[PE-6] where a zero is dialled inside the country, some write it in brackets', () => {
    const writings = numberWritings('+44 20 7946 0018', '020 7946 0018');
    assert.ok(writings.includes('+44 (0)20 7946 0018'), writings.join(' | '));
    assert.ok(writings.length <= 15, String(writings.length));
    for (const writing of writings) assert.equal(dialableWorkNumber(writing, '44'), '+442079460018', writing);
  });

  it('[PE-6] whatever the groups are, every writing leads back to the same number', () => {
    const groups = fc.array(fc.stringMatching(/^[1-9][0-9]{2,3}$/), {minLength: 2, maxLength: 3});
    fc.assert(
      fc.property(groups, (parts) => {
        const international = `+48 ${parts.join(' ')}`;
        for (const writing of numberWritings(international, parts.join(' ')).filter((each) => each.startsWith('+')))
          assert.equal(dialableWorkNumber(writing, '48'), `+48${parts.join('')}`);
      }),
    );
  });

  it('[PE-6] inside its country a number has the zero that is dialled there', () => {
    assert.equal(nationalDigits('+442079460018', '44'), '02079460018');
    assert.equal(nationalDigits('+12015550142', '1'), '2015550142');
  });
});
