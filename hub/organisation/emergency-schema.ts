import * as v from 'valibot';
import {list, number} from './fields.ts';

/** Half a day: longer than any error of two clocks, and than a caller who redials what stands on a display ([EM-24]). */
const REST_MS = 12 * 3_600_000;
const DAYS_7_MS = 7 * 24 * 3_600_000;

/** Emergencies; what is left out never stops a call. */
export const emergency = v.optional(
  v.strictObject({
    /** Numbers that responders ring back on; no entry point may have one. As many as agents that may need help in one hour. */
    callbackNumbers: list(number, 1_000),
    restMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(60_000), v.maxValue(DAYS_7_MS)), REST_MS),
    /** `911`: in countries with other numbers there are no emergency calls ([EM-3]). */
    numbers: v.optional(v.picklist(['all', '911']), 'all'),
  }),
  {},
);

export const NO_EMERGENCY_SETTINGS: v.InferOutput<typeof emergency> = v.parse(emergency, {});
