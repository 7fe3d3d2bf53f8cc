import {wallTimeAt} from '../../../src/domain/zone-time.ts';
import type {RequestWords} from './words.ts';

const DAY_MS = 86_400_000;

/** "Today between 14:00 and 14:30, your time". */
export function timeInWords(
  words: RequestWords,
  {zone, startsAt, endsAt}: {readonly zone: string; readonly startsAt: number; readonly endsAt: number | null},
  now: number,
): string {
  const {times} = words;
  const day = dayInWords(words, zone, startsAt, now);
  if (endsAt === null) return times.at(day, clockOf(zone, startsAt));
  return times.between(day, clockOf(zone, startsAt), clockOf(zone, endsAt));
}

export function dayInWords({language, times}: RequestWords, zone: string, at: number, now: number): string {
  const {date} = wallTimeAt(zone, at);
  if (date === wallTimeAt(zone, now).date) return times.today;
  if (date === wallTimeAt(zone, now + DAY_MS).date) return times.tomorrow;
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'pl', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const shown = format.format(at);
  return `${shown.charAt(0).toUpperCase()}${shown.slice(1)}`;
}

export function clockOf(zone: string, at: number): string {
  return wallTimeAt(zone, at).time;
}
