import * as v from 'valibot';
import {CALLBACK_TIME_LIMITS} from '../../src/domain/callback-time.ts';
import {DEFAULT_CALLBACK_RULES} from '../../src/domain/callback.ts';
import {DEFAULT_CALLING_HOURS} from '../../src/domain/calling-hours.ts';
import {from, key, to} from './fields.ts';
import {callbackRequests} from './site-callbacks-schema.ts';

const DAYS_31_MS = 31 * 24 * 3_600_000;

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
    /** Where the customer is; an organisation may narrow it. */
    callingHours: v.optional(hours, DEFAULT_CALLING_HOURS),
    leadMs: span(CALLBACK_TIME_LIMITS.leadMs, 0),
    aheadMs: span(CALLBACK_TIME_LIMITS.aheadMs),
    shortestMs: span(CALLBACK_TIME_LIMITS.shortestMs),
    longestMs: span(CALLBACK_TIME_LIMITS.longestMs),
    /** What strangers may ask for in a day; a site says in what ([PK-46]). */
    requests: callbackRequests,
  }),
  {},
);

export const NO_CALLBACK_SETTINGS: v.InferOutput<typeof callbacks> = v.parse(callbacks, {});
