import * as v from 'valibot';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {minutesOf} from '../../src/domain/opening-hours.ts';
import {isZone} from '../../src/domain/zone-time.ts';

/** What PostgreSQL and a screen can both hold: no control characters, no half of a surrogate pair. */
const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
const PLAIN_WITH_LINES = /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u;

export const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(128),
  v.regex(PLAIN, 'no control characters'),
);
export const note = v.pipe(v.string(), v.maxLength(256), v.regex(PLAIN_WITH_LINES, 'no control characters'));
/** Words that customers read. */
export const text = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.check((written) => Array.from(written).length <= most, `at most ${most} characters`),
    v.regex(PLAIN_WITH_LINES, 'no control characters'),
  );
export const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens'));
/** An agent's own id may be their subject at the sign-in service. */
export const agentKey = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._@|:+=~-]{0,99}$/, 'letters, digits and . _ @ | : + = ~ -'),
);
/** What the sign-in service says of a person, word for word. */
export const claim = v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.regex(PLAIN, 'no control characters'));
export const number = v.pipe(v.string(), v.regex(/^\+[1-9][0-9]{6,14}$/, 'an E.164 number such as +12015550100'));
export const dialNumber = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(64),
  v.check((typed) => parseDialNumber(typed).ok, 'a number of 3 to 18 digits'),
);
/** Publishable: it stands in a page's source. Long and random, so that nobody makes one up. */
export const siteKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,64}$/, '20 to 64 random letters and digits'));
export const origin = v.pipe(
  v.string(),
  v.maxLength(255),
  v.check(isWebOrigin, 'an origin such as https://www.example.com'),
);
export const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'an ISO 3166-1 country code such as US'));
export const channel = v.picklist(['voice', 'chat', 'email', 'social']);
export const place = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99));

export const variableName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'letters, digits and underscores'),
);
const level = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10));
/** Levels by skill, in the order of the skills' ids: another order is no change, and would not be stored. */
export const levels = v.optional(v.pipe(v.record(key, level), v.transform(inOrderOfKeys)), {});

function inOrderOfKeys<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export const zone = v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'a time zone such as Europe/Warsaw'));

const TIME = 'a time such as 08:30';
const time = (latest: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[0-2][0-9]:[0-5][0-9]$/, TIME),
    v.check((value) => minutesOf(value) <= latest, TIME),
  );
export const from = time(23 * 60 + 59);
export const to = time(24 * 60);

export const date = v.pipe(
  v.string(),
  v.check((value) => /^\d{4}-\d\d-\d\d$/.test(value) && isDate(value), 'a date such as 2026-12-25'),
);

export function duration(fallback: number) {
  return v.optional(v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(86_400_000)), fallback);
}

/** A list that may be left out. */
export function list<Schema extends v.GenericSchema>(item: Schema, most: number) {
  return v.optional(v.pipe(v.array(item), v.maxLength(most)), []);
}

/** Text that is compared without regard to case, such as a user name. */
export function sameText(text: string): string {
  return text.toLowerCase();
}

function isDate(value: string): boolean {
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

function isWebOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const {protocol, origin: written} = new URL(value);
  return /^https?:$/.test(protocol) && written === value;
}
