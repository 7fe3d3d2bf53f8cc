import {isZone, momentsOf, wallTimeAt} from '../../domain/zone-time.ts';
import type {CallbackForm, CallbackSlot} from '../../services/callback-request-ports.ts';
import type {CallbackRequestStrings} from '../strings/english-callback-request.ts';

/** How times are written for one customer. */
export type Clock = {
  readonly locale: string;
  /** IANA name; one that the browser does not know counts as its own. */
  readonly zone: string;
  readonly now: number;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** The zone of this browser; UTC where it does not know (`Etc/Unknown`). */
export function ownZone(): string {
  const {timeZone} = new Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : 'UTC';
}

/** Every zone that the browser knows, by their names; its own, which may be an older name of one, and `chosen` among them. */
export function allZones(chosen: string): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ownZone(), chosen])].toSorted();
}

/** The place a zone is named after, such as `New York`. */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The slots of each day that the customer's calendar shows, in their order. */
export function daysOf(slots: readonly CallbackSlot[], clock: Clock): ReadonlyMap<string, readonly CallbackSlot[]> {
  const days = new Map<string, CallbackSlot[]>();
  for (const slot of slots) {
    const day = dateOf(slot.startsAt, clock);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return days;
}

/** The date in the customer's calendar, `YYYY-MM-DD`. */
export function dateOf(at: number, {zone}: Clock): string {
  return wallTimeAt(known(zone), at).date;
}

/** `today`, `tomorrow` or `Tuesday 1 December`. */
export function dayWords(at: number, clock: Clock): string {
  const ahead = Math.round((Date.parse(dateOf(at, clock)) - Date.parse(dateOf(clock.now, clock))) / DAY_MS);
  if (ahead === 0 || ahead === 1)
    return new Intl.RelativeTimeFormat(clock.locale, {numeric: 'auto'}).format(ahead, 'day');
  return format(clock, {weekday: 'long', day: 'numeric', month: 'long'}).format(at);
}

/** The same with the date behind today and tomorrow, where there are several to choose from. */
export function dayChoice(at: number, clock: Clock): string {
  const date = format(clock, {weekday: 'short', day: 'numeric', month: 'short'}).format(at);
  const words = dayWords(at, clock);
  const far = format(clock, {weekday: 'long', day: 'numeric', month: 'long'}).format(at);
  return words === far ? capital(words, clock) : `${capital(words, clock)}, ${date}`;
}

/** A time of the day. Where the clock shows it twice that day, the name of the clock's time is with it. */
export function timeWords(at: number, clock: Clock): string {
  const zone = known(clock.zone);
  const twice = momentsOf(zone, wallTimeAt(zone, at)).length > 1;
  const time = {hour: 'numeric', minute: '2-digit'} as const;
  return format(clock, twice ? {...time, timeZoneName: 'short'} : time).format(at);
}

/** `today between 14:00 and 14:30` */
export function slotWords({startsAt, endsAt}: CallbackSlot, clock: Clock, words: CallbackRequestStrings): string {
  const [from, to] = [timeWords(startsAt, clock), timeWords(endsAt, clock)];
  return words.between(dayWords(startsAt, clock), from, to);
}

/** `tomorrow at 08:00` */
export function momentWords(at: number, clock: Clock, words: CallbackRequestStrings): string {
  return words.at(dayWords(at, clock), timeWords(at, clock));
}

/** Whose clock it is. */
export function whoseTime({zone}: Clock, words: CallbackRequestStrings): string {
  return zone === ownZone() ? words.yourTime : words.timeIn(placeOf(zone));
}

/** `5 minutes`, `2 hours`: nobody counts on the second. */
export function lengthWords(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(ms / MINUTE_MS));
  const [value, unit] =
    minutes < 1.5 * HOUR_MINUTES ? [minutes, 'minute'] : [Math.round(minutes / HOUR_MINUTES), 'hour'];
  return new Intl.NumberFormat(locale, {style: 'unit', unit, unitDisplay: 'long'}).format(value);
}

/** Where nobody may ask for anything just now. */
export function isClosed({now, slots}: CallbackForm): boolean {
  return !now.possible && slots.length === 0;
}

export function capital(text: string, {locale}: Pick<Clock, 'locale'>): string {
  const [first = '', ...rest] = Array.from(text);
  return `${first.toLocaleUpperCase(locale)}${rest.join('')}`;
}

function format({locale, zone}: Clock, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {...options, timeZone: known(zone)});
}

function known(zone: string): string {
  return isZone(zone) ? zone : ownZone();
}
