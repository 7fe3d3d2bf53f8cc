import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {proofFinder} from '../../src/domain/proof-of-work.ts';

const find = proofFinder();
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the proof of work of a form', () => {
  it('[PK-70] finds the number whose hash behind the salt is the challenge, whatever lengths they have', () => {
    const printable = fc.string({
      unit: fc.integer({min: 0x20, max: 0x7e}).map((code) => String.fromCharCode(code)),
      maxLength: 200,
    });
    const numbers = fc.oneof(fc.nat({max: 120}), fc.nat({max: 20_000_000}));
    fc.assert(
      fc.property(printable, numbers, (salt, number) => {
        const from = Math.max(0, number - 3);
        assert.equal(find({salt, challenge: hashOf(`${salt}${number}`), from, until: number + 1}), number);
      }),
    );
  });

  it('[PK-70] every length of salt around the ends of a block is right', () => {
    for (let length = 0; length <= 200; length += 1) {
      const salt = 'x'.repeat(length);
      assert.equal(
        find({salt, challenge: hashOf(`${salt}12345`), from: 12_344, until: 12_346}),
        12_345,
        String(length),
      );
    }
  });

  it('[PK-70] where there is none in the stretch it says so, and neither end is missed', () => {
    const search = {salt: 'salt?expires=1', challenge: hashOf('salt?expires=1500')};
    assert.equal(find({...search, from: 0, until: 500}), null);
    assert.equal(find({...search, from: 501, until: 900}), null);
    assert.equal(find({...search, from: 500, until: 501}), 500);
    assert.equal(find({...search, from: 600, until: 600}), null);
    // A hash that differs in its last digit only is none.
    const near = search.challenge.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    assert.equal(find({...search, challenge: near, from: 500, until: 501}), null);
  });

  it('[PK-70] its source alone does the same: a worker has nothing else', () => {
    const source = `data:text/javascript,${encodeURIComponent(`export const find = (${String(proofFinder)})();`)}`;
    return import(source).then(({find: alone}: {find: typeof find}) => {
      assert.equal(alone({salt: 's', challenge: hashOf('s77'), from: 0, until: 100}), 77);
    });
  });
});
