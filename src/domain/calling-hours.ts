import type {CallbackFacts} from './callback.ts';
import {type WallTime, jumpOver, momentsOf, wallTimeAt} from './zone-time.ts';

/**
 * When the hub may call people who are not waiting for it at that moment, by the clock where they are (design §6.6; 47 CFR 64.1200(c)
 * names 8 a.m. to 9 p.m.). `HH:MM`; `to` is later on the same day, `24:00` midnight.
 */
export type CallingHours = {readonly from: string; readonly to: string};

export const DEFAULT_CALLING_HOURS: CallingHours = {from: '08:00', to: '21:00'};

const DAY_MS = 86_400_000;

/** @param instant epoch milliseconds */
export function isCallingTime(hours: CallingHours, zone: string, instant: number): boolean {
  return isCallingWallTime(hours, wallTimeAt(zone, instant));
}

export function isCallingWallTime({from, to}: CallingHours, {time}: WallTime): boolean {
  return from <= time && time < to;
}

/** The first moment at or after `instant` at which people in the zone may be called; any, where nobody knows in which they are. */
export function nextCallingTime(hours: CallingHours, zone: string | null, instant: number): number {
  if (zone === null || isCallingTime(hours, zone, instant)) return instant;
  const {date, time} = wallTimeAt(zone, instant);
  const day = time < hours.from ? date : dayAfter(date);
  const opening = {date: day, time: hours.from};
  // Where the clock is put forward over the opening, it opens with the jump.
  return Math.max(momentsOf(zone, opening)[0] ?? jumpOver(zone, opening), instant);
}

/** True when a time to call, given by the clock of the zone, lies whole within the hours. */
export function isWithin({from, to}: CallingHours, start: WallTime, end: WallTime): boolean {
  return from <= start.time && end.time <= to;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** So long after they asked, who wants to be called as soon as possible still means it (design §6.6). */
const STILL_NOW_MS = 3_600_000;

/**
 * When a callback whose turn it is may be placed: now, or at the next hour at which people may be called where the customer is. A wish to be
 * called at once is exempt while it is fresh.
 */
export function placeableAt(
  hours: CallingHours,
  {zone, time, window}: Pick<CallbackFacts, 'zone' | 'time' | 'window'>,
  now: number,
): number {
  return time === null && now - window.startsAt < STILL_NOW_MS ? now : nextCallingTime(hours, zone, now);
}
