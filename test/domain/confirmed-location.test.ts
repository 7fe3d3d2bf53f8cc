import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  type ConfirmedLocation,
  LOCATION_MAX_AGE_MS,
  locationQuestion,
  missingParts,
  readAddress,
  writeAddress,
} from '../../src/domain/confirmed-location.ts';

const AT = Date.UTC(2026, 10, 12, 9);
const CONFIRMED: ConfirmedLocation = {address: '12 Main St, Floor 3, 97201, Portland', country: 'US', confirmedAt: AT};
const HERE = {confirmedAt: AT, zone: 'America/Los_Angeles'};
const NOW = {now: AT + 1, zone: 'America/Los_Angeles'};

describe('where the agent is', () => {
  for (const [title, confirmed, memory, now, expected] of [
    ['is asked when it was never said', null, null, NOW, 'never'],
    ['is asked when it was taken back, whatever this browser remembers', null, HERE, NOW, 'never'],
    ['holds for thirty days', CONFIRMED, HERE, {...NOW, now: AT + LOCATION_MAX_AGE_MS}, null],
    ['is asked after thirty days', CONFIRMED, HERE, {...NOW, now: AT + LOCATION_MAX_AGE_MS + 1}, 'old'],
    ['is asked in another zone', CONFIRMED, HERE, {...NOW, zone: 'Europe/Copenhagen'}, 'moved'],
    ['is asked in a browser where it was never said', CONFIRMED, null, NOW, 'other-browser'],
    [
      'is asked where it was said before it was said elsewhere',
      CONFIRMED,
      {...HERE, confirmedAt: AT - 9},
      NOW,
      'other-browser',
    ],
  ] as const) {
    it(`[EC-81] ${title}`, () => {
      assert.equal(locationQuestion(confirmed, memory, now), expected);
    });
  }

  it('[EC-82] is one line that can be put into its form again', () => {
    const parts = {street: '12 Main St, Suite 4', room: ' Floor 3 ', postcode: '97201', town: 'Portland, OR'};
    assert.equal(writeAddress(parts), '12 Main St, Suite 4, Floor 3, 97201, Portland OR');
    assert.deepEqual(readAddress('12 Main St, Floor 3, 97201, Portland'), {
      street: '12 Main St',
      room: 'Floor 3',
      postcode: '97201',
      town: 'Portland',
    });
    assert.deepEqual(readAddress('1 Town Hall'), {street: '1 Town Hall', room: '', postcode: '', town: ''});
  });

  it('[EC-82] whatever is written, reading it and writing it again changes nothing', () => {
    const text = fc.string({unit: 'binary', maxLength: 40});
    const parts = fc.record({street: text, room: text, postcode: text, town: text});
    fc.assert(
      fc.property(parts, (given) => {
        fc.pre(missingParts(given).length === 0);
        const line = writeAddress(given);
        assert.equal(writeAddress(readAddress(line)), line);
      }),
    );
  });

  it('[EC-82] says which parts are missing; a floor need not be there', () => {
    assert.deepEqual(missingParts({street: ' ', room: '', postcode: '', town: 'Aarhus'}), ['street', 'postcode']);
    assert.deepEqual(missingParts({street: 'Åboulevarden 1', room: '', postcode: '8000', town: 'Aarhus'}), []);
  });
});
