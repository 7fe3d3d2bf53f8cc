import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {RememberedSlots} from '../../../hub/callbacks/requests/remembered-slots.ts';
import {type SlotRules, slotsOf} from '../../../src/domain/callback-slots.ts';

const NOON = Date.parse('2026-11-27T12:00:00Z');
const RULES: SlotRules = {
  ...{lengthMs: 1_800_000, days: 7, leadMs: 1_800_000, aheadMs: 31 * 86_400_000, opening: null},
  ...{calling: {from: '08:00', to: '21:00'}, zone: 'America/New_York'},
};

describe('the times of a form', () => {
  it('[PK-121] are reckoned once a minute for each zone, and are those that may be chosen at that moment', () => {
    let reckoned = 0;
    const remembered = new RememberedSlots((rules, now) => {
      reckoned += 1;
      return slotsOf(rules, now);
    });
    for (let ms = 0; ms < 60_000; ms += 1_500) {
      const now = NOON + ms;
      const offered = remembered.of(RULES, now);
      const may = new Set(slotsOf(RULES, now).map(({startsAt}) => startsAt));
      assert.ok(offered.every(({startsAt}) => may.has(startsAt)));
      assert.ok(may.size - offered.length <= 1, 'at most the farthest is missing, for a minute');
    }
    assert.equal(reckoned, 1);
    assert.notDeepEqual(remembered.of({...RULES, zone: 'Asia/Tokyo'}, NOON + 1), remembered.of(RULES, NOON + 1));
    assert.equal(reckoned, 2);
    remembered.of(RULES, NOON + 60_000);
    assert.equal(reckoned, 3);
  });

  it('[PK-121] are not remembered for more zones than there are', () => {
    let reckoned = 0;
    const remembered = new RememberedSlots(() => {
      reckoned += 1;
      return [];
    });
    for (let turn = 0; turn < 2; turn += 1) for (let n = 0; n < 301; n += 1) remembered.of({...RULES, days: n}, NOON);
    assert.equal(reckoned, 602);
  });
});
