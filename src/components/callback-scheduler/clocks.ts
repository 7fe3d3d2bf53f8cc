import type {CallbackView} from '../../services/ports.ts';
import {type CallbackTime, type CallbackWindow, callbackWindow} from '../../domain/callback-time.ts';
import {isZone} from '../../domain/zone-time.ts';

/** Whose limits do not matter where a time is only to be shown. */
const ANY = {
  ...{leadMs: Number.NEGATIVE_INFINITY, aheadMs: Number.POSITIVE_INFINITY},
  ...{shortestMs: 0, longestMs: Number.POSITIVE_INFINITY},
  hours: {from: '00:00', to: '24:00'},
};

/** The zone of the person at this desk. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone that the browser knows, the own one first. */
export function allZones(): readonly string[] {
  const own = ownZone();
  return [own, ...Intl.supportedValuesOf('timeZone').filter((each) => each !== own)];
}

/** The moments of a time as far as it is written; null while it is none. */
export function windowOf(time: CallbackTime): CallbackWindow | null {
  const result = callbackWindow(time, 0, ANY);
  return 'window' in result ? result.window : null;
}

/** Such as `Tue, 24 Nov, 10:00 – 11:30`, by the clock of a zone and in the page's language. */
export function timesIn(zone: string, {startsAt, endsAt}: CallbackWindow): string {
  const language = document.documentElement.lang || undefined;
  const format = new Intl.DateTimeFormat(language, {
    ...{weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'},
    hourCycle: 'h23',
    ...(isZone(zone) ? {timeZone: zone} : {}),
  });
  return format.formatRange(startsAt, endsAt);
}

/** What the clock here shows at the same moments; null where it shows the same. */
export function timesHere(zone: string, window: CallbackWindow): string | null {
  const [there, here] = [timesIn(zone, window), timesIn(ownZone(), window)];
  return there === here ? null : here;
}

/** When a callback is to be kept, by the customer's clock. */
export function whenOf(callback: Pick<CallbackView, 'startsAt' | 'endsAt' | 'zone'>): string {
  return timesIn(callback.zone, callback);
}
