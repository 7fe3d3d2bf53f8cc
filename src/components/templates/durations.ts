import type {Strings} from '../strings/english.ts';

const SECOND_MS = 1_000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/**
 * A duration as a timer shows it: `04:12`, from one hour on `1:04:12`.
 * @example clockFace(252_000) // '04:12'
 */
export function clockFace(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / SECOND_MS));
  const minutes = Math.floor(seconds / SECONDS_PER_MINUTE);
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  const tail = `${two(minutes % MINUTES_PER_HOUR)}:${two(seconds % SECONDS_PER_MINUTE)}`;
  return hours === 0 ? tail : `${hours}:${tail}`;
}

/** Seconds left, never negative; a begun second counts as a whole one. */
export function secondsUntil(deadlineAt: number, now: number): number {
  return Math.max(0, Math.ceil((deadlineAt - now) / SECOND_MS));
}

/** Seconds in words. From two minutes on only minutes, which is exact enough and does not flicker. */
export function inWords(seconds: number, strings: Strings): string {
  if (seconds < 2 * SECONDS_PER_MINUTE) return strings.common.seconds(seconds);
  return strings.common.minutes(Math.floor(seconds / SECONDS_PER_MINUTE));
}

/** By the clock on the wall of whoever reads it. */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat(undefined, {timeStyle: 'short'}).format(at);
}

/** A moment that has passed, as people say it: the time, and the day too when it was another one. */
export function pastMoment(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay
    ? timeOfDay(at)
    : new Intl.DateTimeFormat(undefined, {dateStyle: 'short', timeStyle: 'short'}).format(at);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
