import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {callbackPerson, faultOfCallbackNumber} from '../../src/domain/callback-customer.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';

const GOOD = {number: '(201) 555-0123', name: 'Ada Nkemelu', reason: ''};
const person = (given: Partial<typeof GOOD>) => callbackPerson({...GOOD, ...given}, 'US', EMERGENCY_COUNTRIES);
const numberOf = (number: string): string => {
  const result = person({number});
  return 'person' in result ? result.person.number : result.problems.map(({fault}) => fault).join();
};

describe('who shall be called back', () => {
  it('[CB-29] [CB-31] [CB-32] a number as people write it is taken, and stored as E.164', () => {
    for (const written of [
      '201 555 0123',
      '(201) 555-0123',
      '201.555.0123',
      '201,555,0123',
      '+1 (201) 555-0123',
      '1-201-555-0123',
    ])
      assert.equal(numberOf(written), '+12015550123', written);
    assert.equal(numberOf('+48 22 123 45 67'), '+48221234567');
    assert.equal(numberOf('٢٠١٥٥٥٠١٢٣'), '+12015550123');
  });

  it('[CB-29] [CB-30] [CB-32] what is none is said so', () => {
    assert.equal(numberOf(''), 'required');
    assert.equal(numberOf('  - '), 'required');
    assert.equal(numberOf('555-012'), 'too-short');
    assert.equal(numberOf('555 0123'), '+15550123');
    assert.equal(numberOf('+48 123456789012 3'), '+481234567890123');
    assert.equal(numberOf('+48 123456789012 34'), 'too-long');
    assert.equal(numberOf('201-555-CALL'), 'invalid-character');
    assert.equal(numberOf('201#5550123'), 'invalid-character');
    assert.equal(numberOf('201+5550123'), 'misplaced-plus');
    // Many more signs than digits are no fault.
    assert.equal(numberOf('2 0 1 - 5 5 5 . 0 1 2 3       '), '+12015550123');
  });

  it('[PK-5] no emergency number is called back, in whatever form, nor what begins with one', () => {
    for (const number of ['911', '9-1-1', '112', '+1911', '999', '911 5550123', '*67911'])
      assert.equal(faultOfCallbackNumber(number, 'US', EMERGENCY_COUNTRIES) === null, false, number);
    assert.equal(faultOfCallbackNumber('9111234567', 'US', EMERGENCY_COUNTRIES), 'emergency');
  });

  it('[CB-33] [CB-34] [CB-35] a name has 3 to 250 characters of any script, counted as people count code points', () => {
    const fault = (name: string): string => {
      const result = person({name});
      return 'person' in result
        ? result.person.name
        : result.problems.map((each) => `${each.field} ${each.fault}`).join();
    };
    assert.equal(fault('  '), 'name required');
    assert.equal(fault('Al'), 'name too-short');
    assert.equal(fault(' Ada '), 'Ada');
    assert.equal(fault('👩🏽‍🚒'), '👩🏽‍🚒');
    assert.equal(fault('فاطمة الزهراء'), 'فاطمة الزهراء');
    assert.equal(fault('😀'.repeat(250)), '😀'.repeat(250));
    assert.equal(fault('x'.repeat(251)), 'name too-long');
  });

  it('[CB-42] a reason has at most 250 characters, or is left out', () => {
    assert.ok('person' in person({reason: '🧾'.repeat(250)}));
    assert.deepEqual(person({reason: 'x'.repeat(251)}), {problems: [{field: 'reason', fault: 'too-long'}]});
  });

  it('[CB-29] [CB-33] all that is wrong is said at once', () => {
    assert.deepEqual(person({number: '1', name: '', reason: 'x'.repeat(300)}), {
      problems: [
        {field: 'number', fault: 'too-short'},
        {field: 'name', fault: 'required'},
        {field: 'reason', fault: 'too-long'},
      ],
    });
  });
});
