import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {readableNumber} from '../../src/domain/readable-number.ts';

describe('a number to be read', () => {
  it('[PK-61] stands in groups behind its country’s code', () => {
    const cases = [
      ['+12015550123', '+1 201 555 0123'],
      ['+442079460018', '+44 207 946 0018'],
      ['+48601234567', '+48 601 234 567'],
      ['+4532123456', '+45 321 234 56'],
      ['+35312345678', '+353 123 456 78'],
      ['+3541234567', '+354 123 4567'],
      ['+79161234567', '+7 916 123 4567'],
      ['+86139123', '+86 139 123'],
      ['+1', '+1'],
    ] as const;
    for (const [number, read] of cases) assert.equal(readableNumber(number), read);
  });

  it('[PK-61] no digit is lost, added or moved, and none stands alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{6,14}$/), (digits) => {
        const read = readableNumber(`+${digits}`);
        assert.equal(read.replaceAll(' ', ''), `+${digits}`);
        assert.ok(!/ \d$/.test(read) || digits.length < 6, read);
      }),
    );
  });
});
