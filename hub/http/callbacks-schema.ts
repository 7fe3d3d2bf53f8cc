import * as v from 'valibot';

/** [DC-30] Through what other systems customers ask. */
export const API_SOURCES = ['web', 'mobile-app', 'voice-bot', 'chat-bot'] as const;

const text = (most: number) => v.pipe(v.string('a text'), v.maxLength(most, `at most ${most} characters`));
const key = v.pipe(
  v.string('an identifier'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an identifier of the organisation'),
);

/** All three of a time, or the zone alone: as soon as possible. */
const time = v.pipe(
  v.strictObject(
    {zone: text(64), date: v.optional(text(32)), start: v.optional(text(32)), end: v.optional(text(32))},
    'an object with zone, and with date, start and end for a certain time',
  ),
  v.check(
    ({date, start, end}) => new Set([date, start, end].map((each) => each === undefined)).size === 1,
    'date, start and end together, or none of them',
  ),
);

/** Room for what is too long, which is told at its field. */
const LONG = 1_000;
const fields = {
  queue: key,
  number: text(100),
  name: text(LONG),
  reason: text(LONG),
  time,
};

export const callbackSchema = v.strictObject(
  {source: v.picklist(API_SOURCES, API_SOURCES.join(', ')), ...fields, reason: v.optional(fields.reason, '')},
  'an object',
);

export const callbackChangeSchema = v.pipe(
  v.strictObject(
    {
      queue: v.optional(fields.queue),
      number: v.optional(fields.number),
      name: v.optional(fields.name),
      reason: v.optional(fields.reason),
      time: v.optional(fields.time),
    },
    'an object',
  ),
  v.check((change) => Object.keys(change).length > 0, 'what is to be changed'),
);

export type CallbackSubmission = v.InferOutput<typeof callbackSchema>;
export type CallbackChange = v.InferOutput<typeof callbackChangeSchema>;
