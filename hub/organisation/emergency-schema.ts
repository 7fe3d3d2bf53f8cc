import * as v from 'valibot';
import {BODY_MAX, SUBJECT_MAX, mayStand} from '../../src/domain/emergency-mail.ts';
import {parseAddresses} from '../../src/domain/mail-addresses.ts';
import {list, number, zone} from './fields.ts';

/** Half a day: longer than any error of two clocks, and than a caller who redials what stands on a display ([EM-24]). */
const REST_MS = 12 * 3_600_000;
const DAYS_7_MS = 7 * 24 * 3_600_000;
const ADDRESSES_LENGTH_MAX = 6_000;

/** [EM-36] E-mail addresses as one types them, semicolons between; each is looked at. */
export const addresses = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(ADDRESSES_LENGTH_MAX),
    v.check(
      (typed) => parseAddresses(typed).faults.length === 0,
      'e-mail addresses, each once, with semicolons between',
    ),
  ),
  '',
);

/** [EM-34] Null: the words that come with the hub. */
const template = v.optional(
  v.nullable(
    v.pipe(
      v.strictObject({
        subject: v.pipe(v.string(), v.maxLength(SUBJECT_MAX)),
        body: v.pipe(v.string(), v.maxLength(BODY_MAX)),
      }),
      v.check(mayStand, 'the fields {agent}, {number}, {time}, {callback} and {location}, and none that there is not'),
    ),
  ),
  null,
);

/** Emergencies; what is left out never stops a call. */
export const emergency = v.optional(
  v.strictObject({
    /** Numbers that responders ring back on; no entry point may have one. As many as agents that may need help in one hour. */
    callbackNumbers: list(number, 1_000),
    restMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(60_000), v.maxValue(DAYS_7_MS)), REST_MS),
    /** `911`: in countries with other numbers there are no emergency calls ([EM-3]). */
    numbers: v.optional(v.picklist(['all', '911']), 'all'),
    /** Told when an agent has nobody of their own who is told. */
    notifications: addresses,
    /** Told of test calls; empty: whoever is told of a real one. */
    testNotifications: addresses,
    mailLanguage: v.optional(v.picklist(['en', 'pl']), 'en'),
    /** Whose time the mail says. */
    zone: v.optional(zone, 'UTC'),
    template: v.optional(v.strictObject({en: template, pl: template}), {}),
  }),
  {},
);

export const NO_EMERGENCY_SETTINGS: v.InferOutput<typeof emergency> = v.parse(emergency, {});
