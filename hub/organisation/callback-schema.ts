import * as v from 'valibot';
import {CALLBACK_TIME_LIMITS} from '../../src/domain/callback-time.ts';
import {DEFAULT_CALLBACK_RULES} from '../../src/domain/callback-rules.ts';
import {DEFAULT_CALLING_HOURS} from '../../src/domain/calling-hours.ts';
import {DEFAULT_WAIT_MENU} from '../../src/domain/wait-menu.ts';
import {from, key, to, variableName} from './fields.ts';
import {DEFAULT_KEEP_MS} from '../../src/domain/settings.ts';
import {callbackRequests} from './site-callbacks-schema.ts';

const DAY_MS = 24 * 3_600_000;
const DAYS_31_MS = 31 * DAY_MS;
/** Data that is kept for longer is an archive's. */
export const KEPT_MAX_MS = 3_660 * DAY_MS;

function span(fallback: number, shortest = 1_000, longest = DAYS_31_MS) {
  return v.optional(v.pipe(v.number(), v.integer(), v.minValue(shortest), v.maxValue(longest)), fallback);
}

const hours = v.pipe(
  v.strictObject({from, to}),
  v.check((each) => each.from < each.to, 'a time of day, and a later one'),
);

/** Callbacks; left out, none can be made. */
export const callbacks = v.optional(
  v.strictObject({
    /** [CB-23] A voice entry point: its number is what customers see, its variables and skills are those of their calls. */
    entryPoint: v.optional(v.nullable(key), null),
    attempts: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
      DEFAULT_CALLBACK_RULES.attemptsMax,
    ),
    retryMs: span(DEFAULT_CALLBACK_RULES.retryMs),
    lateMs: span(DEFAULT_CALLBACK_RULES.lateMs),
    directMs: span(DEFAULT_CALLBACK_RULES.directMs),
    personalAbsentMs: span(DEFAULT_CALLBACK_RULES.personalAbsentMs),
    /** [DC-11] [DC-12] When who waits is asked whether they would rather be called back, and how often. */
    offerAfterMs: span(DEFAULT_WAIT_MENU.afterMs),
    offerEveryMs: span(DEFAULT_WAIT_MENU.everyMs),
    /** [CB-12] "End call" for web callbacks: their card has Cancel until the customer answers. */
    webCancel: v.optional(v.boolean(), true),
    /** What a variable of this name says is the language in which they are asked. */
    languageVariable: v.optional(v.nullable(variableName), 'language'),
    /** Where the customer is; an organisation may narrow it. */
    callingHours: v.optional(hours, DEFAULT_CALLING_HOURS),
    leadMs: span(CALLBACK_TIME_LIMITS.leadMs, 0),
    aheadMs: span(CALLBACK_TIME_LIMITS.aheadMs),
    shortestMs: span(CALLBACK_TIME_LIMITS.shortestMs),
    longestMs: span(CALLBACK_TIME_LIMITS.longestMs),
    /** [PK-92] After it was closed. */
    keepMs: span(DEFAULT_KEEP_MS, 1_000, KEPT_MAX_MS),
    /** What strangers may ask for in a day; a site says in what ([PK-46]). */
    requests: callbackRequests,
  }),
  {},
);

export const NO_CALLBACK_SETTINGS: v.InferOutput<typeof callbacks> = v.parse(callbacks, {});
