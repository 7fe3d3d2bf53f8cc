import * as v from 'valibot';
import {DIGITAL_CHANNELS} from '../../src/domain/channel.ts';
import {ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import {storable} from '../store/storable.ts';
import {type FieldProblem, Problem} from './problem.ts';

export const PRIORITY_MAX = 9;
export const VALUE_MAX = 256;
export const VARIABLES_MAX = 30;
export const SKILLS_MAX = 10;
const LINK_MAX = 1_024;
const ERRORS_MAX = 20;

const text = (least: number, most: number) =>
  v.pipe(
    v.string('a text'),
    v.minLength(least, least === 1 ? 'a text that is not empty' : `at least ${least} characters`),
    v.maxLength(most, `at most ${most} characters`),
  );
const orNull = (schema: ReturnType<typeof text>) => v.union([schema, v.null()], 'a text or null');
const key = v.pipe(
  v.string('an identifier'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an identifier of the organisation'),
);
const variableName = v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,63}$/, 'the name of a variable'));

const values = v.pipe(
  v.record(variableName, orNull(text(0, VALUE_MAX)), 'an object'),
  v.check((all) => Object.keys(all).length <= VARIABLES_MAX, `at most ${VARIABLES_MAX} variables`),
);
const level = v.pipe(
  v.number('a level from 1 to 10'),
  v.integer('a level from 1 to 10'),
  v.minValue(1, 'a level from 1 to 10'),
  v.maxValue(10, 'a level from 1 to 10'),
);
const subject = orNull(text(1, VALUE_MAX));

export const submissionSchema = v.pipe(
  v.strictObject(
    {
      channel: v.picklist(DIGITAL_CHANNELS, 'chat, email or social'),
      entryPoint: v.optional(key),
      queue: v.optional(key),
      externalId: v.optional(text(1, 128)),
      customer: v.strictObject(
        {
          name: v.optional(orNull(text(1, 250)), null),
          address: text(1, 320),
        },
        'an object with name and address',
      ),
      subject: v.optional(subject, null),
      variables: v.optional(values, {}),
      link: v.optional(orNull(text(1, LINK_MAX)), null),
      skills: v.optional(
        v.pipe(
          v.record(key, level, 'an object'),
          v.check((all) => Object.keys(all).length <= SKILLS_MAX, `at most ${SKILLS_MAX} skills`),
        ),
        {},
      ),
      priority: v.optional(
        v.pipe(
          v.number('a whole number'),
          v.integer('a whole number'),
          v.minValue(ORDINARY_PRIORITY, `at least ${ORDINARY_PRIORITY}`),
          v.maxValue(PRIORITY_MAX, `at most ${PRIORITY_MAX}`),
        ),
      ),
    },
    'an object',
  ),
  v.check(
    ({entryPoint, queue}) => (entryPoint === undefined) !== (queue === undefined),
    'either entryPoint or queue, and not both',
  ),
);

export const changeSchema = v.pipe(
  v.strictObject({subject: v.optional(subject), variables: v.optional(values)}, 'an object'),
  v.check((change) => Object.keys(change).length > 0, 'subject, variables or both'),
);

export type Submission = v.InferOutput<typeof submissionSchema>;
export type Change = v.InferOutput<typeof changeSchema>;

/**
 * Reads a body.
 * @throws {Problem} `invalid`, with each field that does not fit
 */
export function readBody<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const parsed = v.safeParse(schema, storable(body));
  if (parsed.success) return parsed.output;
  throw new Problem('invalid', {errors: parsed.issues.slice(0, ERRORS_MAX).map(fieldProblem)});
}

function fieldProblem(issue: v.BaseIssue<unknown>): FieldProblem {
  const path = pointer((issue.path ?? []).map((item) => String(item.key)));
  if (issue.type === 'strict_object' && issue.expected === 'never') return {path, expected: 'no such field'};
  return {path, expected: issue.received === 'undefined' ? 'to be there' : issue.message};
}

/** RFC 6901. */
export function pointer(keys: readonly string[]): string {
  return keys.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
