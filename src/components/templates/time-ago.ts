const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long ago something was, as people say it, in the page's language.
 * @example timeAgo(now - 300_000, now) // '5 minutes ago'
 */
export function timeAgo(at: number, now: number): string {
  const passedMs = Math.max(0, now - at);
  const format = new Intl.RelativeTimeFormat(pageLanguage(), {numeric: 'auto'});
  if (passedMs < MINUTE_MS) return format.format(0, 'second');
  if (passedMs < HOUR_MS) return format.format(-Math.floor(passedMs / MINUTE_MS), 'minute');
  if (passedMs < DAY_MS) return format.format(-Math.floor(passedMs / HOUR_MS), 'hour');
  return format.format(-Math.floor(passedMs / DAY_MS), 'day');
}

/** By the calendar and the clock here, such as `Nov 24, 2026, 10:00`. */
export function momentHere(at: number): string {
  return new Intl.DateTimeFormat(pageLanguage(), {dateStyle: 'medium', timeStyle: 'short'}).format(at);
}

/** The same in full, with the zone. */
export function momentInFull(at: number): string {
  return new Intl.DateTimeFormat(pageLanguage(), {dateStyle: 'full', timeStyle: 'long'}).format(at);
}

function pageLanguage(): string | undefined {
  return document.documentElement.lang || undefined;
}
