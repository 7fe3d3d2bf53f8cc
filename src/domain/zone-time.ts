/**
 * Clocks on the wall of a time zone, by the zone data of whatever runs it. `Temporal` does the same and is not in every browser that
 * a desk runs in; a test compares the two over all zones.
 */

/** A date `YYYY-MM-DD` and a time `HH:MM` of the 24-hour clock, as a person in some zone writes them. */
export type WallTime = {readonly date: string; readonly time: string};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No zone is further than this from UTC, and no two changes of its clock are so near to each other. */
const AROUND_MS = 2 * DAY_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** True for an IANA name (or an alias) that can be reckoned with here. An offset such as `+02:00` is none. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    // `RangeError` is how Intl says that it does not know a zone.
    return false;
  }
}

/**
 * How far the zone's clock is before UTC at a moment, in milliseconds.
 * @throws {RangeError} the zone is unknown
 */
export function offsetAt(zone: string, instant: number): number {
  const whole = Math.floor(instant / 1_000) * 1_000;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(whole)
      .map(({type, value}) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - whole;
}

/** What the zone's clock shows at a moment, seconds left out. */
export function wallTimeAt(zone: string, instant: number): WallTime {
  const shown = new Date(instant + offsetAt(zone, instant)).toISOString();
  return {date: shown.slice(0, 10), time: shown.slice(11, 16)};
}

/**
 * The moments at which the zone's clock shows a time, earliest first: one, none where it is put forward over the time, two where it is
 * put back over it.
 * @param wall see {@link isWallTime}
 */
export function momentsOf(zone: string, wall: WallTime): readonly number[] {
  const shown = utcOf(wall);
  const offsets = new Set([
    offsetAt(zone, shown - AROUND_MS),
    offsetAt(zone, shown),
    offsetAt(zone, shown + AROUND_MS),
  ]);
  return [...offsets]
    .map((offset) => shown - offset)
    .filter((moment) => offsetAt(zone, moment) === shown - moment)
    .toSorted((one, other) => one - other);
}

/** The moment at which the zone's clock leaves a time out: what it shows then is the next time there is. */
export function jumpOver(zone: string, wall: WallTime): number {
  const shown = utcOf(wall);
  let [before, after] = [shown - AROUND_MS, shown + AROUND_MS];
  const old = offsetAt(zone, before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === old) before = middle;
    else after = middle;
  }
  return after;
}

/** True for a date that there is in the calendar and a time between 00:00 and 23:59. */
export function isWallTime({date, time}: WallTime): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return false;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === date;
}

function utcOf({date, time}: WallTime): number {
  return Date.parse(`${date}T${time}:00Z`);
}

/** More than there are zones. */
const FORMATS_MAX = 1_000;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Names come in any case, and strangers may send them all.
  if (formats.size >= FORMATS_MAX) formats.clear();
  formats.set(zone, format);
  return format;
}
