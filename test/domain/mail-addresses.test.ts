import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {ADDRESSES_MAX, parseAddresses} from '../../src/domain/mail-addresses.ts';

describe('recipients of the emergency mail', () => {
  it('[EM-36] are several addresses with semicolons between them', () => {
    const {addresses, faults} = parseAddresses(
      'sofia@example.com; Front desk <desk@example.co.uk>;;\nżółw@example.com ;',
    );
    assert.deepEqual(addresses, ['sofia@example.com', 'desk@example.co.uk', 'żółw@example.com']);
    assert.deepEqual(faults, []);
  });

  for (const typed of [
    'sofia',
    'sofia@example',
    'sofia@@example.com',
    'a b@example.com',
    'sofia@example.com, ben@example.com',
    '<script>@example.com',
    `${'a'.repeat(65)}@example.com`,
    `sofia@${'a'.repeat(250)}.com`,
  ]) {
    it(`[EM-36] '${typed.slice(0, 40)}' is named as wrong, and the others are kept`, () => {
      assert.deepEqual(parseAddresses(`${typed};ben@example.com`), {
        addresses: ['ben@example.com'],
        faults: [{typed, why: 'not-an-address'}],
      });
    });
  }

  it('[EM-36] the same twice, and more than can be told at once, are named too', () => {
    assert.deepEqual(parseAddresses('ben@example.com;BEN@example.com').faults, [
      {typed: 'BEN@example.com', why: 'twice'},
    ]);
    const many = Array.from({length: ADDRESSES_MAX + 1}, (_, n) => `a${n}@example.com`).join(';');
    assert.deepEqual(parseAddresses(many).faults, [{typed: `a${ADDRESSES_MAX}@example.com`, why: 'too-many'}]);
  });
});
