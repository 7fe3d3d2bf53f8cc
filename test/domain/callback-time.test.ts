import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  CALLBACK_TIME_LIMITS,
  type CallbackTime,
  type CallbackTimeProblem,
  callbackWindow,
} from '../../src/domain/callback-time.ts';
import {DEFAULT_CALLING_HOURS, isCallingTime, nextCallingTime} from '../../src/domain/calling-hours.ts';
import {wallTimeAt} from '../../src/domain/zone-time.ts';

const LIMITS = {...CALLBACK_TIME_LIMITS, hours: DEFAULT_CALLING_HOURS};
/** A Monday, 09:00 in Warsaw. */
const NOW = Date.parse('2026-11-23T09:00:00+01:00');
const GOOD: CallbackTime = {date: '2026-11-24', start: '10:00', end: '11:30', zone: 'Europe/Warsaw'};

/** The faults by field, such as `start too-soon`. */
function faults(time: Partial<CallbackTime>, now = NOW): readonly string[] {
  const result = callbackWindow({...GOOD, ...time}, now, LIMITS);
  if ('window' in result) return [];
  return result.problems.map(({field, fault, next}) => [field, fault, next ?? []].flat().join(' '));
}

describe('the time of a callback', () => {
  it('[CB-40] is a moment in the customer’s zone, wherever whoever writes it is', () => {
    const window = {startsAt: Date.parse('2026-11-24T10:00:00-05:00'), endsAt: Date.parse('2026-11-24T11:30:00-05:00')};
    assert.deepEqual(callbackWindow({...GOOD, zone: 'America/New_York'}, NOW, LIMITS), {window});
  });

  it('[CB-36] [CB-37] [CB-40] what is missing or no time is said at its field, all at once', () => {
    assert.deepEqual(faults({date: '', start: ' ', end: '', zone: ''}), [
      'date required',
      'start required',
      'end required',
      'zone required',
    ]);
    assert.deepEqual(faults({date: '2026-02-30', start: '25:00', end: 'noon', zone: 'Europe/Atlantis'}), [
      'date invalid',
      'start invalid',
      'end invalid',
      'zone unknown-zone',
    ]);
  });

  it('[CB-38] half an hour ahead is early enough, a minute less is not', () => {
    assert.deepEqual(faults({date: '2026-11-23', start: '09:30', end: '10:00'}), []);
    assert.deepEqual(faults({date: '2026-11-23', start: '09:29', end: '10:00'}), ['start too-soon']);
    assert.deepEqual(faults({date: '2026-11-23', start: '08:00', end: '08:30'}), ['start too-soon']);
  });

  it('[CB-39] 31 days ahead is near enough, a minute more is not', () => {
    assert.deepEqual(faults({date: '2026-12-24', start: '09:00', end: '10:00'}), []);
    assert.deepEqual(faults({date: '2026-12-24', start: '09:01', end: '10:00'}), ['date too-far']);
  });

  it('[CB-37] it lasts 30 minutes to 8 hours, and ends on the day it begins', () => {
    assert.deepEqual(faults({start: '10:00', end: '10:30'}), []);
    assert.deepEqual(faults({start: '10:00', end: '10:29'}), ['end too-short']);
    assert.deepEqual(faults({start: '10:00', end: '18:00'}), []);
    assert.deepEqual(faults({start: '10:00', end: '18:01'}), ['end too-long']);
    assert.deepEqual(faults({start: '10:00', end: '10:00'}), ['end not-after-start']);
    assert.deepEqual(faults({start: '20:00', end: '01:00'}), ['end not-after-start']);
  });

  it('[PK-4] it lies within the hours at which people may be called', () => {
    assert.deepEqual(faults({start: '08:00', end: '09:00'}), []);
    assert.deepEqual(faults({start: '07:30', end: '09:00'}), ['start outside-hours']);
    assert.deepEqual(faults({start: '20:00', end: '21:00'}), []);
    assert.deepEqual(faults({start: '20:30', end: '21:30'}), ['end outside-hours']);
    assert.deepEqual(faults({start: '22:00', end: '23:00'}), ['start outside-hours']);
  });

  it('[PK-2] a time that the clock leaves out is refused with the next there is; one that it shows twice is taken whole', () => {
    const night = {...LIMITS, hours: {from: '00:00', to: '24:00'}};
    const spring = {date: '2027-03-28', zone: 'Europe/Warsaw'};
    const march = Date.parse('2027-03-20T12:00:00Z');
    assert.deepEqual(callbackWindow({...spring, start: '02:30', end: '04:00'}, march, night), {
      problems: [{field: 'start', fault: 'skipped', next: '03:00'}],
    });
    assert.deepEqual(callbackWindow({...spring, start: '01:00', end: '02:00'}, march, night), {
      problems: [{field: 'end', fault: 'skipped', next: '03:00'}],
    });
    const autumn = {date: '2026-10-25', start: '02:00', end: '02:30', zone: 'Europe/Warsaw'};
    assert.deepEqual(callbackWindow(autumn, Date.parse('2026-10-20T12:00:00Z'), night), {
      window: {startsAt: Date.parse('2026-10-25T02:00:00+02:00'), endsAt: Date.parse('2026-10-25T02:30:00+01:00')},
    });
  });

  it('[CB-37] [CB-38] [CB-39] [PK-1] [PK-2] [PK-4] whatever is written in any zone is taken as the moments that Temporal reckons, or refused for exactly what is wrong', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fc.oneof(anyWish(), wishAtAChange()), ({now, ...written}) => {
        const expected = expectedOf(written, now);
        assert.deepEqual(callbackWindow(written, now, LIMITS), expected);
        const kinds = 'window' in expected ? ['taken'] : expected.problems.map(({field, fault}) => `${field} ${fault}`);
        for (const kind of kinds) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      {numRuns: 6_000},
    );
    // Each answer there is was given.
    assert.deepEqual([...seen.keys()].toSorted(), [
      ...['date too-far', 'end not-after-start', 'end outside-hours', 'end skipped', 'end too-long', 'end too-short'],
      ...['start outside-hours', 'start skipped', 'start too-soon', 'taken'],
    ]);
  });
});

type Written = CallbackTime & {readonly now: number};

const MINUTES_OF_DAY = 1_440;
const ZONES = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const MOMENTS = fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1)});

function timeOf(minutes: number): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  const within = ((minutes % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return `${pad(Math.floor(within / 60))}:${pad(within % 60)}`;
}

/** Any two times of a day that is up to 32 days away. */
function anyWish(): fc.Arbitrary<Written> {
  const minutes = fc.integer({min: 0, max: MINUTES_OF_DAY - 1});
  return fc
    .tuple(ZONES, MOMENTS, fc.integer({min: 0, max: 32}), minutes, minutes)
    .map(([zone, now, days, start, end]) => {
      const date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({days});
      return {now, zone, date: date.toString(), start: timeOf(start), end: timeOf(end)};
    });
}

/** A time around that at which the zone's clock is put forward or back next, where it ever is. */
function wishAtAChange(): fc.Arbitrary<Written> {
  const around = fc.integer({min: -90, max: 90});
  return fc
    .tuple(ZONES, MOMENTS, fc.integer({min: 0, max: 32 * MINUTES_OF_DAY}), around, fc.integer({min: 0, max: 180}))
    .map(([zone, from, aheadMinutes, offMinutes, lastsMinutes]) => {
      const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
      const change = begin.getTimeZoneTransition('next') ?? begin;
      const wall = change.subtract({minutes: 1}).toPlainDateTime().add({minutes: 1});
      const start = wall.hour * 60 + wall.minute + offMinutes;
      return {
        now: change.epochMilliseconds - aheadMinutes * 60_000,
        ...{zone, date: wall.toPlainDate().toString(), start: timeOf(start), end: timeOf(start + lastsMinutes)},
      };
    });
}

/** The moment of a time, or the next time where the clock leaves it out. */
function reckoned({date, zone}: CallbackTime, time: string, which: 'earlier' | 'later'): {at: number} | {next: string} {
  const written = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const found = written.toZonedDateTime(zone, {disambiguation: which});
  if (found.toPlainDateTime().equals(written)) return {at: found.epochMilliseconds};
  const before = written.toZonedDateTime(zone, {disambiguation: 'earlier'});
  const next = before.getTimeZoneTransition('next')?.toPlainTime().toString({smallestUnit: 'minute'});
  assert.ok(next !== undefined, 'a time is left out where the clock is put forward');
  return {next};
}

function expectedOf(written: CallbackTime, now: number): ReturnType<typeof callbackWindow> {
  const {start, end} = written;
  const [first, last] = [reckoned(written, start, 'earlier'), reckoned(written, end, 'later')];
  if ('next' in first || 'next' in last)
    return {
      problems: [
        ...('next' in first ? [{field: 'start', fault: 'skipped', next: first.next} as const] : []),
        ...('next' in last ? [{field: 'end', fault: 'skipped', next: last.next} as const] : []),
      ],
    };
  const problems: CallbackTimeProblem[] = [];
  const aheadMinutes = (first.at - now) / 60_000;
  if (aheadMinutes < 30) problems.push({field: 'start', fault: 'too-soon'});
  if (aheadMinutes > 31 * MINUTES_OF_DAY) problems.push({field: 'date', fault: 'too-far'});
  const lasts = (last.at - first.at) / 60_000;
  const order = Temporal.PlainTime.compare(start, end);
  if (order >= 0) problems.push({field: 'end', fault: 'not-after-start'});
  else if (lasts < 30) problems.push({field: 'end', fault: 'too-short'});
  else if (lasts > 8 * 60) problems.push({field: 'end', fault: 'too-long'});
  else if (start < '08:00' || start >= '21:00') problems.push({field: 'start', fault: 'outside-hours'});
  else if (end > '21:00') problems.push({field: 'end', fault: 'outside-hours'});
  return problems.length > 0 ? {problems} : {window: {startsAt: first.at, endsAt: last.at}};
}

describe('the hours at which people may be called', () => {
  it('[PK-4] are those of the clock where they are', () => {
    const noonInWarsaw = Date.parse('2026-11-23T12:00:00+01:00');
    assert.equal(isCallingTime(DEFAULT_CALLING_HOURS, 'Europe/Warsaw', noonInWarsaw), true);
    assert.equal(isCallingTime(DEFAULT_CALLING_HOURS, 'America/New_York', noonInWarsaw), false);
    assert.equal(isCallingTime(DEFAULT_CALLING_HOURS, 'Europe/Warsaw', Date.parse('2026-11-23T21:00:00+01:00')), false);
  });

  it('[PK-4] the next such moment is the same, the morning, or the next morning', () => {
    const next = (time: string): number => nextCallingTime(DEFAULT_CALLING_HOURS, 'Europe/Warsaw', Date.parse(time));
    assert.equal(next('2026-11-23T12:00:00+01:00'), Date.parse('2026-11-23T12:00:00+01:00'));
    assert.equal(next('2026-11-23T03:00:00+01:00'), Date.parse('2026-11-23T08:00:00+01:00'));
    assert.equal(next('2026-11-30T23:00:00+01:00'), Date.parse('2026-12-01T08:00:00+01:00'));
  });

  it('[PK-4] it is never before, always allowed, and nothing between is', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(zones, fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1)}), (zone, instant) => {
        const next = nextCallingTime(DEFAULT_CALLING_HOURS, zone, instant);
        assert.ok(next >= instant && next - instant < 86_400_000);
        assert.ok(
          isCallingTime(DEFAULT_CALLING_HOURS, zone, next),
          `${zone} ${JSON.stringify(wallTimeAt(zone, next))}`,
        );
        if (next > instant) assert.equal(isCallingTime(DEFAULT_CALLING_HOURS, zone, next - 1), false);
      }),
      {numRuns: 2_000},
    );
  });
});
