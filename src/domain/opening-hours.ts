/** ISO order; the place is the weekday's number less one. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Wall-clock times `HH:MM`; `24:00` is midnight at the end of the day. A `to` that is not after `from` is the next day's. */
export type OpeningInterval = {readonly from: string; readonly to: string};

export type OpeningHours = {
  /** IANA name such as `Europe/Warsaw`. */
  readonly zone: string;
  readonly weekly: readonly (OpeningInterval & {readonly days: readonly Weekday[]})[];
  /** On such a date its own intervals begin instead of the week's; without any it is closed. */
  readonly holidays: readonly {
    readonly date: string;
    readonly name: string;
    readonly open: readonly OpeningInterval[];
  }[];
};

/** Moments, epoch milliseconds. */
export type Span = {readonly from: number; readonly to: number};

/**
 * True when it is open at the moment. An interval belongs to the day it begins on: one that goes past midnight ends as
 * it was meant to, also when the next day is a holiday. Where the clocks are put forward over a time, the moment they
 * are is that time; where they repeat it, what opens does so the first time and what closes the second, so that nobody
 * is shut out in between.
 * @param instant epoch milliseconds
 */
export function isOpen(hours: OpeningHours, instant: number): boolean {
  const date = dateAt(hours, instant);
  return spansFrom(hours, date.subtract({days: 1}), 2).some(({from, to}) => from <= instant && instant < to);
}

/**
 * The first moment at or after `instant` at which it is open: the moment itself when it is open then. Null when it
 * never opens again.
 */
export function nextOpening(hours: OpeningHours, instant: number): number | null {
  if (isOpen(hours, instant)) return instant;
  const first = dateAt(hours, instant);
  const last = hours.holidays
    .map(({date}) => date)
    .reduce((one, other) => (one > other ? one : other), first.toString());
  const days = first.until(last, {largestUnit: 'day'}).days + WEEKDAYS.length + 1;
  for (let day = 0; day <= days; day += 1) {
    const starts = spansFrom(hours, first.add({days: day}), 1)
      .map(({from}) => from)
      .filter((from) => from >= instant);
    if (starts.length > 0) return Math.min(...starts);
  }
  return null;
}

/** When it is open between two moments, earliest first; what follows without a gap is one. */
export function openSpans(hours: OpeningHours, from: number, to: number): readonly Span[] {
  const first = dateAt(hours, from).subtract({days: 1});
  const days = first.until(dateAt(hours, to), {largestUnit: 'day'}).days + 1;
  const joined: Span[] = [];
  for (const span of spansFrom(hours, first, days).toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last === undefined || span.from > last.to) joined.push(span);
    else joined[joined.length - 1] = {from: last.from, to: Math.max(last.to, span.to)};
  }
  return joined.filter((span) => span.to > from && span.from < to);
}

function dateAt({zone}: OpeningHours, instant: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
}

function spansFrom(hours: OpeningHours, date: Temporal.PlainDate, days: number): readonly Span[] {
  return Array.from({length: days}, (_, day) => date.add({days: day}))
    .flatMap((each) => intervalsOn(hours, each).map((interval) => spanOf(hours.zone, each, interval)))
    .filter(({from, to}) => from < to);
}

function intervalsOn(hours: OpeningHours, date: Temporal.PlainDate): readonly OpeningInterval[] {
  const holiday = hours.holidays.find((each) => each.date === date.toString());
  if (holiday !== undefined) return holiday.open;
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  return hours.weekly.filter(({days}) => weekday !== undefined && days.includes(weekday));
}

function spanOf(zone: string, date: Temporal.PlainDate, {from, to}: OpeningInterval): Span {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return {
    from: momentOf(zone, date, start, 'earlier'),
    to: momentOf(zone, date, end > start ? end : end + MINUTES_OF_DAY, 'later'),
  };
}

const MINUTES_OF_DAY = 1_440;

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** @param which of two, where the clocks show the time twice */
function momentOf(zone: string, date: Temporal.PlainDate, minutes: number, which: 'earlier' | 'later'): number {
  const wall = date
    .add({days: Math.floor(minutes / MINUTES_OF_DAY)})
    .toPlainDateTime({hour: Math.floor((minutes % MINUTES_OF_DAY) / 60), minute: minutes % 60});
  const found = wall.toZonedDateTime(zone, {disambiguation: which});
  if (found.toPlainDateTime().equals(wall)) return found.epochMilliseconds;
  // A time that the clocks leave out: what `earlier` finds lies before the jump.
  const before = wall.toZonedDateTime(zone, {disambiguation: 'earlier'});
  return (before.getTimeZoneTransition('next') ?? found).epochMilliseconds;
}

/**
 * The first two intervals of a week that lie on each other, or null: one of them would never matter, or a mistake was
 * made. Holidays are compared on their own day only.
 */
export function overlapIn(hours: OpeningHours): 'weekly' | number | null {
  const week = hours.weekly.flatMap(({days, from, to}) =>
    days.map((day) => wallSpan(WEEKDAYS.indexOf(day) * MINUTES_OF_DAY, {from, to})),
  );
  const wrapped = week.map((span) => ({from: span.from + MINUTES_OF_WEEK, to: span.to + MINUTES_OF_WEEK}));
  if (overlaps([...week, ...wrapped])) return 'weekly';
  const holiday = hours.holidays.findIndex(({open}) => overlaps(open.map((interval) => wallSpan(0, interval))));
  return holiday === -1 ? null : holiday;
}

const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;

function wallSpan(offset: number, {from, to}: OpeningInterval): Span {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return {from: offset + start, to: offset + (end > start ? end : end + MINUTES_OF_DAY)};
}

function overlaps(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((one, other) => one.from - other.from);
  return sorted.some((span, at) => at > 0 && span.from < (sorted[at - 1]?.to ?? 0));
}
