import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {type OpeningHours, WEEKDAYS, isOpen, nextOpening, overlapIn} from '../../src/domain/opening-hours.ts';

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

/** Office hours in Warsaw with a night shift into Sunday, Christmas closed, New Year's Eve short. */
const office: OpeningHours = {
  zone: 'Europe/Warsaw',
  weekly: [
    {days: WORKDAYS, from: '08:00', to: '18:00'},
    {days: ['saturday'], from: '22:00', to: '06:00'},
  ],
  holidays: [
    {date: '2026-12-25', name: 'Christmas', open: []},
    {date: '2026-12-31', name: "New Year's Eve", open: [{from: '10:00', to: '13:00'}]},
  ],
};

const daily = (zone: string, from: string, to: string): OpeningHours => ({
  zone,
  weekly: [{days: WEEKDAYS, from, to}],
  holidays: [],
});

const at = (time: string) => Temporal.Instant.from(time).epochMilliseconds;

const moments: readonly (readonly [what: string, hours: OpeningHours, time: string, open: boolean])[] = [
  ['the first minute of a Monday', office, '2026-11-23T08:00:00+01:00', true],
  ['a moment before it', office, '2026-11-23T07:59:59.999+01:00', false],
  ['the end, which is no longer open', office, '2026-11-23T18:00:00+01:00', false],
  ['a Sunday at noon', office, '2026-11-22T12:00:00+01:00', false],
  ['Saturday before midnight', office, '2026-11-21T23:30:00+01:00', true],
  ['Sunday after it, which is Saturday’s interval', office, '2026-11-22T05:59:00+01:00', true],
  ['its end', office, '2026-11-22T06:00:00+01:00', false],
  ['a holiday', office, '2026-12-25T10:00:00+01:00', false],
  ['a holiday with hours of its own', office, '2026-12-31T12:59:00+01:00', true],
  ['the same in the afternoon', office, '2026-12-31T14:00:00+01:00', false],
  ['another zone’s clock does not count', office, '2026-11-23T08:30:00Z', true],
  ['nor does it here', office, '2026-11-23T17:30:00Z', false],
  // New York puts its clocks forward on 8 March 2026 at 02:00 and back on 1 November at 02:00.
  ['02:30 does not exist: open from 03:00', daily('America/New_York', '02:30', '05:00'), '2026-03-08T07:00:00Z', true],
  ['before the jump', daily('America/New_York', '02:30', '05:00'), '2026-03-08T06:59:59Z', false],
  ['a closing time that does not exist', daily('America/New_York', '00:30', '02:30'), '2026-03-08T06:59:59Z', true],
  ['closed from the jump', daily('America/New_York', '00:30', '02:30'), '2026-03-08T07:00:00Z', false],
  ['hours that lie in the jump are none', daily('America/New_York', '02:10', '02:50'), '2026-03-08T07:00:00Z', false],
  ['01:30 comes twice: open from the first', daily('America/New_York', '01:30', '06:00'), '2026-11-01T05:30:00Z', true],
  ['and open when it is 01:10 again', daily('America/New_York', '01:30', '06:00'), '2026-11-01T06:10:00Z', true],
  ['closing at 01:30: the second', daily('America/New_York', '00:00', '01:30'), '2026-11-01T06:29:59Z', true],
  ['and not later', daily('America/New_York', '00:00', '01:30'), '2026-11-01T06:30:00Z', false],
  ['24:00 is the end of the day', daily('UTC', '00:00', '24:00'), '2026-11-23T23:59:59.999Z', true],
  ['00:00 as an end is the same', daily('UTC', '12:00', '00:00'), '2026-11-23T23:59:59.999Z', true],
  // Samoa went from 29 to 31 December 2011.
  ['a day that was left out', daily('Pacific/Apia', '08:00', '10:00'), '2011-12-30T18:30:00Z', true],
  ['nothing', {zone: 'UTC', weekly: [], holidays: []}, '2026-11-23T12:00:00Z', false],
];

const openings: readonly (readonly [what: string, hours: OpeningHours, from: string, opens: string | null])[] = [
  ['now, when it is open', office, '2026-11-23T09:00:00+01:00', '2026-11-23T09:00:00+01:00'],
  ['later the same day', office, '2026-11-23T07:00:00+01:00', '2026-11-23T08:00:00+01:00'],
  ['over the weekend', office, '2026-11-20T18:00:00+01:00', '2026-11-21T22:00:00+01:00'],
  ['over Christmas, a Friday', office, '2026-12-24T18:00:00+01:00', '2026-12-26T22:00:00+01:00'],
  ['at a holiday’s own hours', office, '2026-12-30T18:00:00+01:00', '2026-12-31T10:00:00+01:00'],
  ['at the jump', daily('America/New_York', '02:30', '03:30'), '2026-03-08T06:00:00Z', '2026-03-08T07:00:00Z'],
  ['never', {zone: 'UTC', weekly: [], holidays: []}, '2026-11-23T12:00:00Z', null],
  [
    'on a far holiday only',
    {zone: 'UTC', weekly: [], holidays: [{date: '2028-02-29', name: 'Leap', open: [{from: '10:00', to: '11:00'}]}]},
    '2026-11-23T12:00:00Z',
    '2028-02-29T10:00:00Z',
  ],
  [
    'never again after the last',
    {zone: 'UTC', weekly: [], holidays: [{date: '2026-01-01', name: 'Past', open: [{from: '10:00', to: '11:00'}]}]},
    '2026-11-23T12:00:00Z',
    null,
  ],
];

const wallTime = fc.integer({min: 0, max: 1_439}).map((minutes) => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
});
const interval = fc.record({from: wallTime, to: wallTime}).filter(({from, to}) => from !== to);
const anyHours: fc.Arbitrary<OpeningHours> = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Warsaw', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  weekly: fc.array(
    fc.tuple(fc.subarray([...WEEKDAYS], {minLength: 1}), interval).map(([days, span]) => ({days, ...span})),
    {maxLength: 4},
  ),
  holidays: fc.array(
    fc.record({
      date: fc
        .integer({min: 0, max: 400})
        .map((day) => Temporal.PlainDate.from('2026-01-01').add({days: day}).toString()),
      name: fc.constant('Holiday'),
      open: fc.array(interval, {maxLength: 2}),
    }),
    {maxLength: 4},
  ),
});
const anyInstant = fc.integer({min: at('2026-01-01T00:00:00Z'), max: at('2027-01-31T00:00:00Z')});

describe('opening hours', () => {
  for (const [what, hours, time, open] of moments) {
    it(`[OR-10] ${open ? 'open' : 'closed'}: ${what}`, () => assert.equal(isOpen(hours, at(time)), open));
  }

  for (const [what, hours, from, opens] of openings) {
    it(`[OR-11] the next opening is ${what}`, () => {
      const found = nextOpening(hours, at(from));
      assert.equal(found === null ? null : new Date(found).toISOString(), opens && new Date(at(opens)).toISOString());
    });
  }

  it('[OR-11] at the next opening it is open, and at no moment before it', () => {
    fc.assert(
      fc.property(
        anyHours,
        anyInstant,
        fc.array(fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true})),
        (hours, instant, parts) => {
          const found = nextOpening(hours, instant);
          const until = found ?? instant + 40 * 86_400_000;
          if (found !== null) assert.ok(found >= instant && isOpen(hours, found));
          for (const part of parts)
            assert.ok(!isOpen(hours, Math.floor(instant + (until - instant - 1) * part)) || found === instant);
        },
      ),
    );
  });

  it('[OR-10] where clocks never change it is open exactly while the wall clock says so', () => {
    fc.assert(
      fc.property(interval, anyInstant, ({from, to}, instant) => {
        const wall = new Date(instant).toISOString().slice(11, 16);
        const expected = from < to ? wall >= from && wall < to : wall >= from || wall < to;
        assert.equal(isOpen(daily('UTC', from, to), instant), expected);
      }),
    );
  });

  for (const [what, hours, found] of [
    ['none', office, null],
    [
      'twice on a day',
      {...office, weekly: [...office.weekly, {days: ['friday'] as const, from: '17:59', to: '19:00'}]},
      'weekly',
    ],
    [
      'one that ends as the other begins',
      {...office, weekly: [...office.weekly, {days: ['friday'] as const, from: '18:00', to: '19:00'}]},
      null,
    ],
    [
      'past midnight into the next day',
      {...office, weekly: [...office.weekly, {days: ['sunday'] as const, from: '05:00', to: '07:00'}]},
      'weekly',
    ],
    [
      'from Sunday’s night into Monday',
      {...office, weekly: [...office.weekly, {days: ['sunday'] as const, from: '20:00', to: '09:00'}]},
      'weekly',
    ],
    [
      'a day named twice',
      {...office, weekly: [{days: ['monday', 'monday'] as const, from: '01:00', to: '02:00'}]},
      'weekly',
    ],
    [
      'on a holiday',
      {
        ...office,
        holidays: [
          ...office.holidays,
          {
            date: '2027-01-01',
            name: 'New Year',
            open: [
              {from: '10:00', to: '12:00'},
              {from: '11:00', to: '13:00'},
            ],
          },
        ],
      },
      2,
    ],
  ] satisfies readonly (readonly [string, OpeningHours, unknown])[]) {
    it(`[OR-12] intervals that lie on each other are found: ${what}`, () => assert.equal(overlapIn(hours), found));
  }
});
