import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {searchText} from '../../src/domain/search-text.ts';

describe('text as it is searched', () => {
  for (const [written, searched] of [
    ['Łódź', 'lodz'],
    ['  Françoise   LÉGER ', 'francoise leger'],
    ['Emil Sørensen', 'emil sorensen'],
    ['Hannah Weiß', 'hannah weiss'],
    ['Bæjarstjóri Þór', 'baejarstjori thor'],
    ['İstanbul ışık', 'istanbul isik'],
    ['ﬁeld ｃrew', 'field crew'],
    ['お客様', 'お客様'],
    ['', ''],
  ] as const) {
    it(`[OR-50] “${written}” is found by “${searched}”`, () => assert.equal(searchText(written), searched));
  }

  it('[OR-50] searching what was searched already changes nothing', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), (text) =>
        assert.equal(searchText(searchText(text)), searchText(text)),
      ),
    );
  });
});
