import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {meetsNeeds, mergeNeeds, skillKey} from '../../src/domain/skills.ts';

describe('skills', () => {
  it('[RT-8] the same needs in another order are one word, other needs are another', () => {
    assert.equal(skillKey({english: 3, billing: 1}), skillKey({billing: 1, english: 3}));
    assert.notEqual(skillKey({english: 3}), skillKey({english: 2}));
    assert.notEqual(skillKey({english: 3}), skillKey({english: 3, billing: 1}));
    assert.equal(skillKey({}), '');
  });

  it('[RT-8] of what a queue and an entry point ask for, the higher level counts', () => {
    assert.deepEqual(mergeNeeds({english: 3, billing: 1}, {english: 2, polish: 5}), {
      english: 3,
      billing: 1,
      polish: 5,
    });
    assert.deepEqual(mergeNeeds({}, {}), {});
  });

  it('[RT-7] every skill is needed at its level at least', () => {
    const table: readonly (readonly [object, object, boolean])[] = [
      [{}, {}, true],
      [{english: 1}, {}, true],
      [{}, {english: 1}, false],
      [{english: 2}, {english: 3}, false],
      [{english: 3}, {english: 3}, true],
      [{english: 9}, {english: 3}, true],
      [{english: 3}, {english: 3, billing: 1}, false],
      [{}, {toString: 0}, false],
    ];
    for (const [levels, needs, expected] of table)
      assert.equal(meetsNeeds({...levels}, {...needs}), expected, JSON.stringify([levels, needs]));
  });
});
