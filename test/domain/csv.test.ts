import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {csvOf} from '../../src/domain/csv.ts';

describe('a file of figures', () => {
  it('[PK-90] is as RFC 4180 has it, in UTF-8 with its mark', () => {
    const text = csvOf([
      ['Queue', 'Kept'],
      ['Billing, "north"', 3],
      ['Łódź\nline', 0],
    ]);
    assert.equal(text, '\uFEFFQueue,Kept\r\n"Billing, ""north""",3\r\n"Łódź\nline",0\r\n');
  });

  it('[PK-90] holds nothing that a spreadsheet would reckon out', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1']) {
      const [row = ''] = csvOf([[formula]])
        .slice(1)
        .split('\r\n', 1);
      assert.match(row, /^"?'/, formula);
    }
    assert.equal(csvOf([[-5]]), '\uFEFF-5\r\n');
  });
});
