import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type VariableType, isOfType, mayHold, valueFromJson, valueToJson} from '../../src/domain/variable-types.ts';

const TYPES: readonly VariableType[] = ['string', 'integer', 'decimal', 'boolean', 'datetime', 'json'];

/** A value and the types it may be kept as; of those that are not named it is none. */
const FROM_JSON: readonly (readonly [value: unknown, as: Partial<Record<VariableType, string>>])[] = [
  ['Gold', {string: 'Gold', json: '"Gold"'}],
  ['', {string: '', json: '""'}],
  [42, {string: '42', integer: '42', decimal: '42', json: '42'}],
  ['42', {string: '42', integer: '42', decimal: '42', json: '"42"'}],
  [4.5, {string: '4.5', decimal: '4.5', json: '4.5'}],
  [1e21, {string: '1e+21', json: '1e+21'}],
  [true, {string: 'true', boolean: 'true', json: 'true'}],
  [
    '2026-11-20T14:32:07Z',
    {string: '2026-11-20T14:32:07Z', datetime: '2026-11-20T14:32:07Z', json: '"2026-11-20T14:32:07Z"'},
  ],
  [{a: [1]}, {json: '{"a":[1]}'}],
  [undefined, {}],
  ['x'.repeat(257), {}],
  ['two\nlines', {json: '"two\\nlines"'}],
  ['\0', {json: '"\\u0000"'}],
  ['\ud800', {json: '"\\ud800"'}],
];

describe('values of variables', () => {
  it('[FL-12] of another system are kept if they are of the variable’s type', () => {
    for (const [value, as] of FROM_JSON)
      for (const type of TYPES) {
        assert.equal(valueFromJson(type, value), as[type], `${JSON.stringify(value)} as ${type}`);
        const kept = as[type];
        if (kept !== undefined) assert.ok(isOfType(type, kept));
      }
    for (const type of TYPES) assert.equal(valueFromJson(type, null), null);
  });

  it('[FL-12] go to another system as JSON has them', () => {
    for (const [type, value, sent] of [
      ['string', '42', '42'],
      ['integer', '42', 42],
      ['decimal', '4.5', 4.5],
      ['boolean', 'true', true],
      ['boolean', 'false', false],
      ['datetime', '2026-11-20T14:32:07Z', '2026-11-20T14:32:07Z'],
      ['json', '{"a":[1]}', {a: [1]}],
      ['integer', 'many', 'many'],
      ['json', '{', '{'],
      ['string', null, null],
    ] as const)
      assert.deepEqual(valueToJson(type, value), sent);
  });

  it('[FL-8] are copied where every value of the one type is one of the other', () => {
    const may = TYPES.flatMap((to) =>
      TYPES.filter((from) => from !== to && mayHold(to, from)).map((from) => `${from} → ${to}`),
    );
    assert.deepEqual(may, [
      'integer → string',
      'decimal → string',
      'boolean → string',
      'datetime → string',
      'json → string',
      'integer → decimal',
    ]);
    for (const type of TYPES) assert.ok(mayHold(type, type));
  });
});
