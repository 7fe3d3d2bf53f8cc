import {type CallingHours, isWithin} from './calling-hours.ts';
import {isWallTime, isZone, jumpOver, momentsOf, wallTimeAt} from './zone-time.ts';

/** When a customer shall be called, as a person wrote it: times of the 24-hour clock in the customer's zone ([CB-36] to [CB-40]). */
export type CallbackTime = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM` */
  readonly start: string;
  readonly end: string;
  /** IANA name. */
  readonly zone: string;
};

/** The same as moments, epoch milliseconds. */
export type CallbackWindow = {readonly startsAt: number; readonly endsAt: number};

export type CallbackTimeFault =
  | 'required'
  | 'invalid'
  | 'unknown-zone'
  /** The clock is put forward over this time: `next` is the first one there is. */
  | 'skipped'
  | 'too-soon'
  | 'too-far'
  | 'not-after-start'
  | 'too-short'
  | 'too-long'
  | 'outside-hours';

export type CallbackTimeProblem = {
  readonly field: 'date' | 'start' | 'end' | 'zone';
  readonly fault: CallbackTimeFault;
  /** `HH:MM` in the zone, where a time is named. */
  readonly next?: string;
};

export type CallbackTimeLimits = {
  readonly leadMs: number;
  readonly aheadMs: number;
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly hours: CallingHours;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** [CB-37] [CB-38] [CB-39] Without the calling hours, which an organisation may narrow. */
export const CALLBACK_TIME_LIMITS: Omit<CallbackTimeLimits, 'hours'> = {
  leadMs: 30 * MINUTE_MS,
  aheadMs: 31 * 24 * HOUR_MS,
  shortestMs: 30 * MINUTE_MS,
  longestMs: 8 * HOUR_MS,
};

/**
 * The moments of a time to call, or everything that is wrong with it, each at its field. Where the clock shows the start twice the
 * earlier one is meant, of the end the later one: nobody is called too late for what they wrote. All limits are compared as moments.
 * @param now epoch milliseconds by the hub's clock; a browser may ask with its own, the hub decides
 */
export function callbackWindow(
  time: CallbackTime,
  now: number,
  limits: CallbackTimeLimits,
): {readonly window: CallbackWindow} | {readonly problems: readonly CallbackTimeProblem[]} {
  const missing = (['date', 'start', 'end', 'zone'] as const).filter((field) => time[field].trim() === '');
  if (missing.length > 0) return {problems: missing.map((field) => ({field, fault: 'required'}))};
  const unreadable = unreadableOf(time);
  if (unreadable.length > 0) return {problems: unreadable};
  const {date, zone} = time;
  const starts = momentsOf(zone, {date, time: time.start});
  const ends = momentsOf(zone, {date, time: time.end});
  const skipped = [...skippedAt(time, 'start', starts), ...skippedAt(time, 'end', ends)];
  const [startsAt, endsAt] = [starts[0], ends.at(-1)];
  if (startsAt === undefined || endsAt === undefined) return {problems: skipped};
  const problems = [...limitsOf(startsAt, now, limits), ...lengthOf(time, {startsAt, endsAt}, limits)];
  return problems.length > 0 ? {problems} : {window: {startsAt, endsAt}};
}

/** As it is written, whatever moments it means. */
export function isSameTime(
  one: {readonly [field in keyof CallbackTime]: string | null},
  other: {readonly [field in keyof CallbackTime]: string | null},
): boolean {
  return (['date', 'start', 'end', 'zone'] as const).every((field) => one[field] === other[field]);
}

function unreadableOf({date, start, end, zone}: CallbackTime): readonly CallbackTimeProblem[] {
  const known = (time: string) => isWallTime({date: '2000-01-01', time});
  return [
    ...(isWallTime({date, time: '00:00'}) ? [] : [{field: 'date', fault: 'invalid'} as const]),
    ...(known(start) ? [] : [{field: 'start', fault: 'invalid'} as const]),
    ...(known(end) ? [] : [{field: 'end', fault: 'invalid'} as const]),
    ...(isZone(zone) ? [] : [{field: 'zone', fault: 'unknown-zone'} as const]),
  ];
}

function skippedAt(
  {date, zone, ...times}: CallbackTime,
  field: 'start' | 'end',
  moments: readonly number[],
): readonly CallbackTimeProblem[] {
  if (moments.length > 0) return [];
  const next = wallTimeAt(zone, jumpOver(zone, {date, time: times[field]})).time;
  return [{field, fault: 'skipped', next}];
}

function limitsOf(startsAt: number, now: number, limits: CallbackTimeLimits): readonly CallbackTimeProblem[] {
  if (startsAt < now + limits.leadMs) return [{field: 'start', fault: 'too-soon'}];
  return startsAt > now + limits.aheadMs ? [{field: 'date', fault: 'too-far'}] : [];
}

function lengthOf(
  {date, start, end}: CallbackTime,
  {startsAt, endsAt}: CallbackWindow,
  {shortestMs, longestMs, hours}: CallbackTimeLimits,
): readonly CallbackTimeProblem[] {
  if (end <= start) return [{field: 'end', fault: 'not-after-start'}];
  if (endsAt - startsAt < shortestMs) return [{field: 'end', fault: 'too-short'}];
  if (endsAt - startsAt > longestMs) return [{field: 'end', fault: 'too-long'}];
  if (isWithin(hours, {date, time: start}, {date, time: end})) return [];
  return [{field: start < hours.from || start >= hours.to ? 'start' : 'end', fault: 'outside-hours'}];
}

/** Whoever has it from now on has as long as anybody: it may have waited for its agent until now. */
export function stillOpen({startsAt, endsAt}: CallbackWindow, now: number): CallbackWindow {
  return {startsAt, endsAt: Math.max(endsAt, now)};
}
