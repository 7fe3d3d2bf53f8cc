import {FIGURE_COUNTS, type FigureSlot} from '../../domain/callback-figures.ts';
import {csvOf} from '../../domain/csv.ts';
import {offsetAt, wallTimeAt} from '../../domain/zone-time.ts';
import type {FigureWords} from '../strings/english-figures.ts';

const MINUTE_MS = 60_000;

/** The hours that are shown, one a row: each begins at a moment with its offset, since a clock may show an hour twice. */
export function figuresCsv(hours: readonly FigureSlot[], queue: string, zone: string, words: FigureWords): string {
  const head = [words.begins, words.queue, ...FIGURE_COUNTS.map((count) => words.counts[count]), words.savedMinutes];
  const rows = hours.map((hour) => [
    beginning(hour.beginsAt, zone),
    queue,
    ...FIGURE_COUNTS.map((count) => hour[count]),
    Math.round(hour.savedMs / MINUTE_MS),
  ]);
  return csvOf([head, ...rows]);
}

/** ISO 8601, such as `2026-11-24T10:00+01:00`. */
function beginning(at: number, zone: string): string {
  const {date, time} = wallTimeAt(zone, at);
  const offset = Math.round(offsetAt(zone, at) / MINUTE_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${date}T${time}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
