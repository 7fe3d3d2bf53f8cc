import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type SlotRules, faultOfSlot, slotAsWritten, slotsOf} from '../../src/domain/callback-slots.ts';
import {openSpans} from '../../src/domain/opening-hours.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOON = Date.parse('2026-03-02T12:00:00Z');

const OFFICE = {
  zone: 'Europe/Warsaw',
  weekly: [{days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const, from: '08:00', to: '18:00'}],
  holidays: [{date: '2026-03-04', name: 'Closed', open: []}],
};

function rules(changes: Partial<SlotRules> = {}): SlotRules {
  return {
    ...{lengthMs: 30 * MINUTE_MS, days: 7, leadMs: 30 * MINUTE_MS, aheadMs: 31 * DAY_MS, opening: OFFICE},
    ...{calling: {from: '08:00', to: '21:00'}, zone: 'Europe/Warsaw'},
    ...changes,
  };
}

const walls = (given: SlotRules, now = NOON) =>
  slotsOf(given, now).map((slot) => {
    const {date, start, end} = slotAsWritten(given.zone, slot);
    return `${date} ${start}-${end}`;
  });

describe('times that may be chosen', () => {
  it('[PK-52] lie whole in the opening hours, holidays left out, and after the lead', () => {
    const shown = walls(rules({days: 3}));
    assert.deepEqual(shown.slice(0, 2), ['2026-03-02 13:30-14:00', '2026-03-02 14:00-14:30']);
    assert.ok(shown.includes('2026-03-02 17:30-18:00') && !shown.includes('2026-03-02 18:00-18:30'));
    assert.ok(shown.includes('2026-03-03 08:00-08:30') && !shown.some((each) => each.startsWith('2026-03-04')));
    assert.equal(shown.at(-1), '2026-03-05 13:00-13:30');
  });

  it('[PK-52] lie in the customer’s calling hours and on one of their days, wherever they are', () => {
    const always = rules({opening: null, zone: 'Asia/Kolkata', lengthMs: HOUR_MS, days: 2});
    const shown = walls(always);
    assert.equal(shown[0], '2026-03-02 18:30-19:30');
    assert.ok(shown.includes('2026-03-02 19:30-20:30') && !shown.includes('2026-03-02 20:30-21:30'));
    assert.ok(shown.includes('2026-03-03 08:30-09:30'));
    const night = walls(
      rules({opening: null, zone: 'America/New_York', calling: {from: '00:00', to: '24:00'}, days: 2}),
    );
    assert.ok(!night.some((each) => each.includes(' 23:30-')), 'none ends on another day');
  });

  it('[PK-52] [PK-2] stay so around a change of the clock', () => {
    const now = Date.parse('2026-03-28T12:00:00Z');
    const shown = walls(rules({opening: null, calling: {from: '00:00', to: '24:00'}, days: 2}), now);
    assert.ok(shown.includes('2026-03-29 03:00-03:30') && !shown.some((each) => each.includes('2026-03-29 02:')));
    assert.equal(new Set(shown).size, shown.length);
  });

  it('[PK-52] what is none of them is told why', () => {
    const at = (text: string) => faultOfSlot(rules(), Date.parse(text), NOON);
    assert.equal(at('2026-03-03T10:00:00Z'), null);
    assert.deepEqual(at('2026-03-02T12:29:00Z'), {field: 'start', fault: 'too-soon'});
    assert.deepEqual(at('2026-02-02T12:00:00Z'), {field: 'start', fault: 'too-soon'});
    assert.deepEqual(at('2026-03-10T12:00:00Z'), {field: 'date', fault: 'too-far'});
    assert.deepEqual(at('2026-03-03T03:00:00Z'), {field: 'start', fault: 'outside-hours'});
    assert.deepEqual(at('2026-03-04T10:00:00Z'), {field: 'when', fault: 'slot-gone'});
    assert.deepEqual(at('2026-03-03T10:07:00Z'), {field: 'when', fault: 'slot-gone'});
    assert.deepEqual(faultOfSlot(rules({days: 31, aheadMs: DAY_MS}), NOON + 2 * DAY_MS, NOON), {
      field: 'date',
      fault: 'too-far',
    });
  });

  it('[PK-52] every one of every length is one that may be asked for', () => {
    for (const minutes of [15, 30, 45, 60])
      for (const zone of ['Europe/Warsaw', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham']) {
        const given = rules({lengthMs: minutes * MINUTE_MS, zone, days: 4});
        for (const {startsAt, endsAt} of slotsOf(given, NOON + 7)) {
          assert.equal(endsAt - startsAt, minutes * MINUTE_MS);
          assert.equal(faultOfSlot(given, startsAt, NOON + 7), null);
        }
      }
  });

  it('[PK-52] opening hours that meet are one, also past midnight', () => {
    const hours = {
      zone: 'Etc/UTC',
      weekly: [
        {days: ['monday'] as const, from: '20:00', to: '24:00'},
        {days: ['tuesday'] as const, from: '00:00', to: '04:00'},
      ],
      holidays: [],
    };
    const spans = openSpans(hours, NOON, NOON + 2 * DAY_MS);
    assert.deepEqual(spans, [{from: Date.parse('2026-03-02T20:00:00Z'), to: Date.parse('2026-03-03T04:00:00Z')}]);
  });
});
