import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {isWallTime, isZone, jumpOver, momentsOf, offsetAt, wallTimeAt} from '../../src/domain/zone-time.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
/** As far as anybody schedules, and the years around. */
const instants = fc.integer({min: Date.UTC(2025, 0, 1), max: Date.UTC(2031, 0, 1)});
const zones = fc.constantFrom(...ZONES);

const plain = (date: string, time: string) => Temporal.PlainDateTime.from(`${date}T${time}`);

/** What `Temporal` says of the same: by asking it for the earlier and the later of two. */
function momentsByTemporal(zone: string, date: string, time: string): readonly number[] {
  const wall = plain(date, time);
  const found = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, {disambiguation}));
  const real = found.filter((each) => each.toPlainDateTime().equals(wall)).map((each) => each.epochMilliseconds);
  return [...new Set(real)];
}

describe('the clock on the wall of a zone', () => {
  it('[PK-1] shows in every zone what Temporal says, at any moment', () => {
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        assert.equal(offsetAt(zone, instant), zoned.offsetNanoseconds / 1_000_000);
        assert.deepEqual(wallTimeAt(zone, instant), {
          date: zoned.toPlainDate().toString(),
          time: zoned.toPlainTime().toString().slice(0, 5),
        });
      }),
      {numRuns: 4_000},
    );
  });

  it('[PK-1] [PK-2] around every change of every zone’s clock, minutes are shown once, twice or never as Temporal says', () => {
    let changes = 0;
    for (const zone of ZONES) {
      let at = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`);
      for (
        let next = at.getTimeZoneTransition('next');
        next !== null && next.year < 2029;
        next = at.getTimeZoneTransition('next')
      ) {
        at = next;
        changes += 1;
        for (const minutes of [-61, -60, -31, -1, 0, 1, 29, 59, 60, 61]) {
          const shown = wallTimeAt(zone, at.epochMilliseconds + minutes * 60_000);
          assert.deepEqual(
            momentsOf(zone, shown),
            momentsByTemporal(zone, shown.date, shown.time),
            `${zone} ${shown.time}`,
          );
        }
        const before = at.subtract({nanoseconds: 1}).toPlainDateTime();
        const gap = before.add({minutes: 15});
        const [date = '', time = ''] = gap.toString({smallestUnit: 'minute'}).split('T');
        const expected = momentsByTemporal(zone, date, time);
        assert.deepEqual(momentsOf(zone, {date, time}), expected, `${zone} ${date} ${time}`);
        if (expected.length === 0) assert.equal(jumpOver(zone, {date, time}), at.epochMilliseconds, zone);
      }
    }
    assert.ok(changes > 100, `${changes} changes of clocks were looked at`);
  });

  it('[PK-2] a time that is shown twice has two moments, one that is left out has none', () => {
    assert.deepEqual(momentsOf('Europe/Warsaw', {date: '2026-10-25', time: '02:30'}), [
      Date.parse('2026-10-25T02:30:00+02:00'),
      Date.parse('2026-10-25T02:30:00+01:00'),
    ]);
    const skipped = {date: '2027-03-28', time: '02:30'};
    assert.deepEqual(momentsOf('Europe/Warsaw', skipped), []);
    assert.equal(jumpOver('Europe/Warsaw', skipped), Date.parse('2027-03-28T03:00:00+02:00'));
    // Half an hour only, and at midnight.
    assert.deepEqual(momentsOf('Australia/Lord_Howe', {date: '2026-10-04', time: '02:15'}), []);
  });

  it('[PK-3] knows IANA names, and neither offsets nor what is none', () => {
    for (const zone of ['Europe/Warsaw', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Etc/GMT+5'])
      assert.equal(isZone(zone), true, zone);
    for (const zone of ['', '+02:00', 'Europe/Atlantis', 'Europe/Warsaw ', '../etc', 'x'.repeat(99)])
      assert.equal(isZone(zone), false, zone);
  });

  it('[PK-3] a date is one of the calendar, a time one of the clock', () => {
    for (const [date, time] of [
      ['2026-02-28', '00:00'],
      ['2028-02-29', '23:59'],
    ] as const)
      assert.equal(isWallTime({date, time}), true);
    for (const [date, time] of [
      ['2026-02-29', '10:00'],
      ['2026-13-01', '10:00'],
      ['2026-1-1', '10:00'],
      ['2026-01-01', '24:00'],
      ['2026-01-01', '9:00'],
      ['', ''],
    ] as const)
      assert.equal(isWallTime({date, time}), false, `${date} ${time}`);
  });
});
