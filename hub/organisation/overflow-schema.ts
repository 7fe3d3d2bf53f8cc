import * as v from 'valibot';
import {
  OVERFLOW_ESTIMATE_MIN_MS,
  OVERFLOW_LIMIT_MAX,
  OVERFLOW_MAX_MS,
  OVERFLOW_WAIT_MIN_MS,
} from '../../src/domain/overflow.ts';
import {dialNumber, key, list} from './fields.ts';

const RULES_MAX = 10;
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const condition = v.variant('kind', [
  v.strictObject({kind: v.literal('closed')}),
  v.strictObject({kind: v.literal('waiting'), limit: whole(0, OVERFLOW_LIMIT_MAX)}),
  v.strictObject({kind: v.literal('estimated-wait'), aboveMs: whole(OVERFLOW_ESTIMATE_MIN_MS, OVERFLOW_MAX_MS)}),
]);

const action = v.variant('kind', [
  v.strictObject({kind: v.literal('callback')}),
  v.strictObject({kind: v.literal('queue'), queue: key}),
  v.strictObject({kind: v.literal('number'), number: dialNumber}),
  v.strictObject({kind: v.literal('end')}),
  v.strictObject({kind: v.literal('voicemail')}),
  v.strictObject({kind: v.literal('assign')}),
]);

const later = v.variant('kind', action.options.slice(0, -1));

const rules = v.strictObject({
  before: list(v.strictObject({when: condition, action: action}), RULES_MAX),
  waiting: list(v.strictObject({afterMs: whole(OVERFLOW_WAIT_MIN_MS, OVERFLOW_MAX_MS), action: later}), RULES_MAX),
});

/** [DC-3] What a queue does with callers whom it cannot serve soon (docs/overflow.md). */
export const overflow = v.optional(rules, {before: [], waiting: []});

/** [DC-6] In place of the queue's, for who comes this way; null: the queue's. */
export const overflowOverride = v.optional(v.nullable(rules), null);
