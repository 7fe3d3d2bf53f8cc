import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {CALLBACK_TIME_LIMITS, type CallbackTime, callbackWindow} from '../../src/domain/callback-time.ts';
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

  it('[CB-37] [CB-38] [CB-39] [PK-1] whatever is taken keeps every limit as moments, in every zone, as Temporal reckons them', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const minutes = fc.integer({min: 0, max: 1_439}).map((each) => {
      const pad = (part: number): string => String(part).padStart(2, '0');
      return `${pad(Math.floor(each / 60))}:${pad(each % 60)}`;
    });
    const nows = fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1)});
    let taken = 0;
    fc.assert(
      fc.property(zones, nows, fc.integer({min: 0, max: 32}), minutes, minutes, (zone, now, days, start, end) => {
        const date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({days});
        const written = {date: date.toString(), start, end, zone};
        const result = callbackWindow(written, now, LIMITS);
        if ('problems' in result) return assert.ok(result.problems.length > 0);
        taken += 1;
        const {startsAt, endsAt} = result.window;
        const at = (time: string, disambiguation: 'earlier' | 'later') =>
          date.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone, {disambiguation}).epochMilliseconds;
        assert.deepEqual([startsAt, endsAt], [at(start, 'earlier'), at(end, 'later')]);
        assert.ok(startsAt - now >= LIMITS.leadMs && startsAt - now <= LIMITS.aheadMs);
        assert.ok(endsAt - startsAt >= LIMITS.shortestMs && endsAt - startsAt <= LIMITS.longestMs);
        return assert.ok(isCallingTime(LIMITS.hours, zone, startsAt) && isCallingTime(LIMITS.hours, zone, endsAt - 1));
      }),
      {numRuns: 4_000},
    );
    assert.ok(taken > 200, `${taken} were taken`);
  });
});

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
