import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import type {Variable} from '../../src/domain/contact.ts';
import {
  POPOVER_VARIABLES_MAX,
  POPOVER_VARIABLES_MIN,
  maskAddress,
  popoverVariables,
} from '../../src/domain/popover-variables.ts';

function variable(name: string, popoverPlace: number | null, secure = false): Variable {
  return {
    name,
    label: name,
    type: 'string',
    value: `value of ${name}`,
    secure,
    editable: false,
    popoverPlace,
    version: 1,
  };
}

function names(variables: readonly Variable[]): string[] {
  return popoverVariables(variables).map(({name}) => name);
}

const someVariables = fc.array(
  fc
    .record({place: fc.option(fc.integer({min: 0, max: 20})), secure: fc.boolean()})
    .map(({place, secure}) => variable(`v${place}`, place, secure)),
  {maxLength: 15},
);

describe('the variables of a popover', () => {
  it('[PO-17] the configured ones are shown in the configured order, the others not', () => {
    assert.deepEqual(names([variable('c', 3), variable('x', null), variable('a', 0), variable('b', 2)]), [
      'a',
      'b',
      'c',
    ]);
  });

  it('[PO-18] between three and six', () => {
    assert.deepEqual([POPOVER_VARIABLES_MIN, POPOVER_VARIABLES_MAX], [3, 6]);
    const many = Array.from({length: 9}, (_, index) => variable(`v${index}`, 9 - index));
    assert.deepEqual(names(many), ['v8', 'v7', 'v6', 'v5', 'v4', 'v3']);
    assert.deepEqual(names(many.slice(0, 3)), ['v2', 'v1', 'v0']);
  });

  it('[PO-19] a secure variable is never shown, and takes no other one’s place', () => {
    const first = Array.from({length: 6}, (_, index) => variable(`secret${index}`, index, true));
    assert.deepEqual(names([...first, variable('a', 7), variable('b', 8)]), ['a', 'b']);
  });

  it('[PO-17] [PO-18] [PO-19] holds for any configuration, and the configuration stays as it is', () => {
    fc.assert(
      fc.property(someVariables, (variables) => {
        const before = structuredClone(variables);
        const shown = popoverVariables(variables);
        const eligible = variables.filter((each) => !each.secure && each.popoverPlace !== null);
        assert.equal(shown.length, Math.min(eligible.length, 6));
        assert.ok(shown.every((each) => eligible.includes(each)));
        const places = shown.map((each) => each.popoverPlace ?? Number.NaN);
        assert.deepEqual(
          places,
          eligible
            .map((each) => each.popoverPlace ?? Number.NaN)
            .toSorted((a, b) => a - b)
            .slice(0, 6),
        );
        assert.deepEqual(variables, before);
      }),
    );
  });
});

describe('a masked number', () => {
  it('[PO-22] shows the last four digits and no others', () => {
    assert.equal(maskAddress('+12015532447'), '••• ••• 2447');
    assert.equal(maskAddress('+1 (201) 553-2447'), '••• ••• 2447');
    assert.equal(maskAddress(maskAddress('+12015532447')), '••• ••• 2447', 'hub and desk both mask');
    assert.equal(maskAddress(maskAddress('911')), '••••');
    assert.equal(maskAddress('55501'), '••• ••• 5501');
  });

  it('[PO-22] a number of four digits or fewer is hidden whole, and so is what has no digits', () => {
    for (const address of ['2447', '911', '', 'ada@example.org']) assert.equal(maskAddress(address), '••••');
  });

  it('[PO-22] two numbers that end alike look alike: nothing else of them is left', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[0-9]{1,14}$/), fc.stringMatching(/^[0-9]{4}$/), (start, end) => {
        assert.equal(maskAddress(start + end), `••• ••• ${end}`);
      }),
    );
  });
});
