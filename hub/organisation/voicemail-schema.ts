import * as v from 'valibot';
import {DEFAULT_KEEP_MS} from '../../src/domain/settings.ts';
import {DEFAULT_VOICEMAIL_LONGEST_MS, VOICEMAIL_LONGEST_MS} from '../../src/domain/voicemail.ts';

const DAY_MS = 24 * 3_600_000;
const {least, most} = VOICEMAIL_LONGEST_MS;

const span = (fallback: number, shortest: number, longest: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(shortest), v.maxValue(longest)), fallback);

/** Messages that callers leave (docs/voicemail.md). */
export const voicemail = v.optional(
  v.strictObject({
    /** [VX-4] */
    longestMs: span(DEFAULT_VOICEMAIL_LONGEST_MS, least, most),
    /** [VX-13] After somebody has dealt with it. */
    keepMs: span(DEFAULT_KEEP_MS, 1_000, 3_660 * DAY_MS),
  }),
  {},
);

export const NO_VOICEMAIL_SETTINGS: v.InferOutput<typeof voicemail> = v.parse(voicemail, {});
