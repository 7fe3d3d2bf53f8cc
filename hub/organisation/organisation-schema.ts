import * as v from 'valibot';
import {ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import {WEEKDAYS} from '../../src/domain/opening-hours.ts';
import {DEFAULT_TIMINGS, RECENTS_SHOWN_MS} from '../../src/domain/settings.ts';
import {KEPT_MAX_MS, callbacks} from './callback-schema.ts';
import {addresses, emergency} from './emergency-schema.ts';
import {flow} from './flow-schema.ts';
import {overflow, overflowOverride} from './overflow-schema.ts';
import {
  agentKey,
  channel,
  claim,
  country,
  date,
  dialNumber,
  duration,
  from,
  key,
  levels,
  list,
  name,
  note,
  number,
  origin,
  place,
  siteKey,
  to,
  variableName,
  zone,
} from './fields.ts';
import {siteCallbacks} from './site-callbacks-schema.ts';
import {voicemail} from './voicemail-schema.ts';

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
    unattendedMs: duration(DEFAULT_TIMINGS.unattendedMs),
  }),
  DEFAULT_TIMINGS,
);

const limits = v.optional(
  v.strictObject({
    /** Calls carried at once, of all agents together; null: no limit ([CB-18]). */
    concurrentCalls: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))), null),
  }),
  {concurrentCalls: null},
);

const contacts = v.optional(
  v.strictObject({
    /**
     * [PK-110] After the end of one; null: until somebody has it erased. Not sooner than it is gone from the list of an agent's recent
     * contacts, and not later than a callback.
     */
    keepMs: v.optional(
      v.nullable(v.pipe(v.number(), v.integer(), v.minValue(RECENTS_SHOWN_MS), v.maxValue(KEPT_MAX_MS))),
      null,
    ),
  }),
  {keepMs: null},
);

/** What there is once. */
export const settingsFields = {
  name,
  country,
  /** Only the last four digits of a caller's number are shown (PO-22). */
  dataProtection: v.optional(v.boolean(), true),
  callerNumber: number,
  timings,
  limits,
  emergency,
  callbacks,
  voicemail,
  contacts,
};

const interval = {from, to};

const hours = v.strictObject({
  id: key,
  name,
  zone,
  weekly: list(
    v.strictObject({days: v.pipe(v.array(v.picklist(WEEKDAYS)), v.minLength(1), v.maxLength(7)), ...interval}),
    64,
  ),
  holidays: list(v.strictObject({date, name, open: list(v.strictObject(interval), 8)}), 400),
});

const variableType = v.picklist(['string', 'integer', 'decimal', 'boolean', 'datetime', 'json']);
const variableValue = v.nullable(note);
const popoverPlace = v.nullable(place);

/** A definition that entry points and outbound profiles may use by its name. */
const variable = v.strictObject({
  name: variableName,
  label: name,
  type: v.optional(variableType, 'string'),
  value: v.optional(variableValue, null),
  secure: v.optional(v.boolean(), false),
  editable: v.optional(v.boolean(), false),
  popoverPlace: v.optional(popoverPlace, null),
  outdialPlace: v.optional(popoverPlace, null),
});

/** What is left out is as in the definition of that name. */
const usedVariable = {
  name: variableName,
  label: v.optional(name),
  type: v.optional(variableType),
  value: v.optional(variableValue),
  secure: v.optional(v.boolean()),
  editable: v.optional(v.boolean()),
};

const digital = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50)));

const agent = v.strictObject({
  id: agentKey,
  name: v.optional(name),
  /** Who this is at the sign-in service: by subject, else by user name or e-mail address. */
  subject: v.optional(claim),
  userName: v.optional(claim),
  team: v.optional(v.nullable(key), null),
  skills: levels,
  capacity: v.optional(
    v.strictObject({
      voice: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1))),
      chat: digital,
      email: digital,
      social: digital,
    }),
    {},
  ),
  /** Left out: the standard one. Null: this agent calls nobody. */
  outboundProfile: v.optional(v.nullable(key)),
  desk: v.optional(v.strictObject({autoAnswer: v.optional(v.boolean(), false)}), {autoAnswer: false}),
  /** The agent's own number, as colleagues see it when they are asked (Agent DN). */
  number: v.optional(v.nullable(dialNumber), null),
  /** Where calls are spoken: at the desk, or at a telephone, which rings at `number`. */
  device: v.optional(v.picklist(['browser', 'telephone']), 'browser'),
  /** After so long voicemail or forwarding answers at `number`; null: nothing does. Warned of, see `warnings.ts`. */
  divertsAfterMs: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000))), null),
  /** [EM-35] Who is told by mail when this agent calls for help; empty: those of `emergency.notifications`. */
  emergencyNotifications: addresses,
});

const queue = v.strictObject({
  id: key,
  name,
  priority: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(ORDINARY_PRIORITY), v.maxValue(9)),
    ORDINARY_PRIORITY,
  ),
  members: v.union([v.literal('everyone'), v.strictObject({agents: list(agentKey, 10_000), teams: list(key, 1_000)})]),
  skills: levels,
  /** Null: always open. */
  hours: v.optional(v.nullable(key), null),
  channels: v.optional(v.pipe(v.array(channel), v.minLength(1), v.maxLength(4)), ['voice', 'chat', 'email', 'social']),
  overflow,
});

const entryPoint = v.strictObject({
  id: key,
  name,
  channel: v.optional(channel, 'voice'),
  number: v.optional(v.nullable(number), null),
  queue: key,
  /** Where its calls begin; null: in its queue. The queue is where they go when the flow cannot go on. */
  flow: v.optional(v.nullable(key), null),
  variables: list(v.strictObject({...usedVariable, popoverPlace: v.optional(popoverPlace)}), 64),
  skills: levels,
  whenClosed: v.optional(v.picklist(['assign', 'end']), 'assign'),
  overflow: overflowOverride,
});

const outboundProfile = v.strictObject({
  id: key,
  name,
  callerNumber: number,
  standard: v.optional(v.boolean(), false),
  variables: list(v.strictObject({...usedVariable, outdialPlace: v.optional(popoverPlace)}), 64),
});

/** Pages elsewhere that may call, or ask for callbacks: by a key that is no secret, and from these origins only. */
const site = v.strictObject({
  id: key,
  key: siteKey,
  origins: v.pipe(v.array(origin), v.minLength(1), v.maxLength(50)),
  /** Empty: no calls, callbacks only. */
  entryPoints: v.pipe(v.array(key), v.maxLength(200)),
  callbacks: siteCallbacks,
});

const presence = v.strictObject({
  base: v.picklist(['available', 'busy', 'do-not-disturb', 'away', 'offline']),
  reason: v.optional(v.nullable(key), null),
  label: name,
});

/** What there is many of; each list is a collection of the administrator's interface. */
export const collectionFields = {
  numbers: list(v.strictObject({number, name}), 1_000),
  hours: list(hours, 200),
  teams: list(v.strictObject({id: key, name}), 1_000),
  skills: list(v.strictObject({id: key, name}), 1_000),
  variables: list(variable, 500),
  outboundProfiles: list(outboundProfile, 200),
  agents: list(agent, 10_000),
  queues: v.pipe(v.array(queue), v.minLength(1), v.maxLength(1_000)),
  flows: list(flow, 500),
  entryPoints: v.pipe(v.array(entryPoint), v.maxLength(2_000)),
  sites: list(site, 200),
  wrapUpReasons: v.pipe(
    v.array(
      v.strictObject({
        id: key,
        label: name,
        standard: v.optional(v.boolean(), false),
        /** Only contacts of these queues; null: of all. */
        queues: v.optional(v.nullable(v.pipe(v.array(key), v.minLength(1), v.maxLength(1_000))), null),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
  presences: v.pipe(v.array(presence), v.minLength(2), v.maxLength(100)),
  addressBook: list(
    v.strictObject({id: key, name, number: dialNumber, note: v.optional(v.nullable(note), null)}),
    20_000,
  ),
};

/** The organisation file: what a contact centre is made of. */
export const organisationSchema = v.strictObject({...settingsFields, ...collectionFields});

export type Organisation = v.InferOutput<typeof organisationSchema>;
export type UsedVariable = v.InferOutput<typeof entryPoint>['variables'][number] &
  v.InferOutput<typeof outboundProfile>['variables'][number];
