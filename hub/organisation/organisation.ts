import {readFile} from 'node:fs/promises';
import * as v from 'valibot';
import {ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import {POPOVER_VARIABLES_MAX, POPOVER_VARIABLES_MIN} from '../../src/domain/popover-variables.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(128));
const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens'));
const number = v.pipe(v.string(), v.regex(/^\+[1-9][0-9]{6,14}$/, 'an E.164 number such as +12015550100'));
const duration = (fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(86_400_000)), fallback);

function once<T>(all: readonly T[], keyOf: (each: T) => string): boolean {
  return new Set(all.map(keyOf)).size === all.length;
}

const variable = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'letters, digits and underscores')),
  label: name,
  type: v.optional(v.picklist(['string', 'integer', 'decimal', 'boolean', 'datetime', 'json']), 'string'),
  value: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256))), null),
  secure: v.optional(v.boolean(), false),
  editable: v.optional(v.boolean(), false),
  popoverPlace: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
});

/** [PO-18] [PO-25] Three to six variables in the popover of a voice entry point; [PO-19] none of them secure. */
const variables = v.pipe(
  v.array(variable),
  v.check(
    (all) => all.filter((each) => each.popoverPlace !== null).length >= POPOVER_VARIABLES_MIN,
    `at least ${POPOVER_VARIABLES_MIN} variables with a popoverPlace`,
  ),
  v.check(
    (all) => all.filter((each) => each.popoverPlace !== null).length <= POPOVER_VARIABLES_MAX,
    `at most ${POPOVER_VARIABLES_MAX} variables with a popoverPlace`,
  ),
  v.check(
    (all) => all.every((each) => !(each.secure && each.popoverPlace !== null)),
    'no popoverPlace on a secure variable',
  ),
  v.check((all) => once(all, (each) => each.name), 'each variable name once'),
);

const presence = v.strictObject({
  base: v.picklist(['available', 'busy', 'do-not-disturb', 'away', 'offline']),
  reason: v.optional(v.nullable(key), null),
  label: name,
});

const timings = v.optional(
  v.strictObject({
    ringVoiceMs: duration(DEFAULT_TIMINGS.ringVoiceMs),
    ringDigitalMs: duration(DEFAULT_TIMINGS.ringDigitalMs),
    ringOutboundMs: duration(DEFAULT_TIMINGS.ringOutboundMs),
    wrapUpMs: duration(DEFAULT_TIMINGS.wrapUpMs),
    wrapUpExtensionMs: duration(DEFAULT_TIMINGS.wrapUpExtensionMs),
    wrapUpExtensionsMax: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(10)),
      DEFAULT_TIMINGS.wrapUpExtensionsMax,
    ),
    agentGraceMs: duration(DEFAULT_TIMINGS.agentGraceMs),
    presentMs: duration(DEFAULT_TIMINGS.presentMs),
    deskAwayMs: duration(DEFAULT_TIMINGS.deskAwayMs),
    deskGraceMs: duration(DEFAULT_TIMINGS.deskGraceMs),
  }),
  DEFAULT_TIMINGS,
);

/** The organisation file: what a contact centre is made of. */
export const organisationSchema = v.pipe(
  v.strictObject({
    name,
    country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'an ISO 3166-1 country code such as US')),
    /** Only the last four digits of a caller's number are shown (PO-22). */
    dataProtection: v.optional(v.boolean(), true),
    callerNumber: number,
    timings,
    queues: v.pipe(
      v.array(
        v.strictObject({
          id: key,
          name,
          priority: v.optional(
            v.pipe(v.number(), v.integer(), v.minValue(ORDINARY_PRIORITY), v.maxValue(9)),
            ORDINARY_PRIORITY,
          ),
          members: v.union([v.literal('everyone'), v.array(v.pipe(v.string(), v.minLength(1)))]),
        }),
      ),
      v.minLength(1),
      v.check((all) => once(all, (each) => each.id), 'each id once'),
    ),
    entryPoints: v.pipe(
      v.array(v.strictObject({id: key, name, number, queue: key, variables})),
      v.check((all) => once(all, (each) => each.id), 'each id once'),
      v.check((all) => once(all, (each) => each.number), 'each number once'),
    ),
    wrapUpReasons: v.pipe(
      v.array(v.strictObject({id: key, label: name, standard: v.optional(v.boolean(), false)})),
      v.minLength(1),
      v.check((all) => all.filter((each) => each.standard).length === 1, 'exactly one reason that is standard'),
      v.check((all) => once(all, (each) => each.id), 'each id once'),
    ),
    presences: v.pipe(
      v.array(presence),
      v.minLength(2),
      v.check((all) => once(all, (each) => `${each.base} ${each.reason ?? ''}`), 'each presence once'),
    ),
  }),
  v.check(
    (all) => all.entryPoints.every((each) => all.queues.some((queue) => queue.id === each.queue)),
    'each entry point names a queue of the file',
  ),
);

export type Organisation = v.InferOutput<typeof organisationSchema>;
export type ConfiguredVariable = v.InferOutput<typeof variable>;

/** Thrown for an organisation file that is not right: where, and what was expected. Nothing was changed. */
export class OrganisationError extends Error {
  override readonly name = 'OrganisationError';
  readonly code = 'invalid-organisation';
}

/**
 * Reads an organisation file.
 * @throws {OrganisationError} with the path of the first wrong field and what was expected there
 */
export function parseOrganisation(json: string): Organisation {
  const parsed = v.safeParse(organisationSchema, parseJson(json), {abortEarly: true});
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const path = v.getDotPath(issue) ?? 'the file';
  // A pattern is for machines: its message says the same to a person.
  const expected = issue.type === 'regex' ? issue.message : (issue.expected ?? issue.message);
  throw new OrganisationError(`${path}: expected ${expected}`);
}

/** @throws {OrganisationError} also when there is no such file */
export async function readOrganisation(path: string): Promise<Organisation> {
  const json = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new OrganisationError('the file: expected to be there and readable', {cause});
  });
  return parseOrganisation(json);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new OrganisationError('the file: expected JSON', {cause});
  }
}
