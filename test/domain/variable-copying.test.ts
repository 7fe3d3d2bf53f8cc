import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Variable} from '../../src/domain/contact.ts';
import {type ConfiguredVariable, carryOver} from '../../src/domain/variable-copying.ts';

function configured(name: string, type: Variable['type'], value: string | null = null): ConfiguredVariable {
  return {name, label: name, type, value, secure: false, editable: true, popoverPlace: 1};
}

const HERE: readonly Variable[] = [
  {...configured('customerID', 'integer', '42'), version: 3},
  {...configured('var1', 'integer', '7'), version: 1},
  {...configured('reason', 'string'), version: 1},
];

describe('what goes along to another flow', () => {
  it('[TR-11] [TR-13] the value of the same name and type; how it is shown there is the flow’s own', () => {
    const there = {...configured('customerID', 'integer', '0'), label: 'Customer', editable: false, popoverPlace: null};
    assert.deepEqual(carryOver(HERE, [there]), [{...there, value: '42', version: 4}]);
  });

  it('[TR-14] of the same name and another type nothing goes along', () => {
    assert.deepEqual(carryOver(HERE, [configured('var1', 'string', 'own')]), [
      {...configured('var1', 'string', 'own'), version: 1},
    ]);
  });

  it('[TR-12] what the other flow does not have stays behind, and what it has alone keeps its own value', () => {
    assert.deepEqual(carryOver(HERE, []), []);
    assert.deepEqual(carryOver(HERE, [configured('other', 'integer', '1')])[0]?.value, '1');
    assert.deepEqual(carryOver(HERE, [configured('reason', 'string', 'none yet')])[0]?.value, 'none yet');
  });
});
