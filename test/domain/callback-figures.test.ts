import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {FIGURE_SLOT_MS, type FigureSlot, NO_COUNTS, hoursOf} from '../../src/domain/callback-figures.ts';
import {wallTimeAt} from '../../src/domain/zone-time.ts';

const HOUR_MS = 3_600_000;
const slot = (beginsAt: number, kept: number): FigureSlot => ({...NO_COUNTS, beginsAt, kept, savedMs: kept * 10});
const day = (from: string, to: string) => ({fromAt: Date.parse(from), toAt: Date.parse(to)});
const shown = (zone: string, hours: readonly FigureSlot[]) =>
  hours.map(({beginsAt}) => wallTimeAt(zone, beginsAt).time);

describe('figures by hour', () => {
  it('[PK-89] a day has twenty-four hours, those without anything too, and loses nothing', () => {
    const range = day('2026-11-24T00:00:00+01:00', '2026-11-25T00:00:00+01:00');
    const hours = hoursOf('Europe/Warsaw', range, [
      slot(range.fromAt, 1),
      slot(range.fromAt + FIGURE_SLOT_MS, 2),
      slot(range.toAt - FIGURE_SLOT_MS, 4),
    ]);
    assert.equal(hours.length, 24);
    assert.deepEqual([hours[0]?.kept, hours[0]?.savedMs, hours[1]?.kept, hours[23]?.kept], [3, 30, 0, 4]);
  });

  it('[PK-89] where a clock is half an hour or a quarter off, so are its hours', () => {
    const kolkata = day('2026-11-24T00:00:00+05:30', '2026-11-24T03:00:00+05:30');
    const hours = hoursOf('Asia/Kolkata', kolkata, [slot(kolkata.fromAt + HOUR_MS - FIGURE_SLOT_MS, 5)]);
    assert.deepEqual(shown('Asia/Kolkata', hours), ['00:00', '01:00', '02:00']);
    assert.deepEqual(
      hours.map(({kept}) => kept),
      [5, 0, 0],
    );
    const nepal = day('2026-11-24T00:00:00+05:45', '2026-11-24T02:00:00+05:45');
    assert.deepEqual(shown('Asia/Kathmandu', hoursOf('Asia/Kathmandu', nepal, [])), ['00:00', '01:00']);
  });

  it('[PK-89] an hour that the clock shows twice is two, and one that it leaves out is none', () => {
    const autumn = day('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00');
    const long = hoursOf('Europe/Warsaw', autumn, [
      slot(Date.parse('2026-10-25T02:30:00+02:00'), 1),
      slot(Date.parse('2026-10-25T02:30:00+01:00'), 2),
    ]);
    assert.equal(long.length, 25);
    assert.deepEqual(shown('Europe/Warsaw', long).slice(1, 5), ['01:00', '02:00', '02:00', '03:00']);
    assert.deepEqual([long[2]?.kept, long[3]?.kept], [1, 2]);
    const spring = day('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00');
    const short = hoursOf('Europe/Warsaw', spring, []);
    assert.equal(short.length, 23);
    assert.deepEqual(shown('Europe/Warsaw', short).slice(1, 3), ['01:00', '03:00']);
  });
});
