import * as v from 'valibot';
import type {Contact, Conversation, Leg, Participant, Party, Seat, Variable} from '../../domain/contact.ts';
import {LOCATION_STATUSES, MAILBOX_STATUSES} from '../../domain/emergency-readiness.ts';
import type {Offer} from '../../domain/offer.ts';
import type {Presence} from '../../domain/presence.ts';
import type {Target} from '../../domain/target.ts';
import type {AddressEntry, IceServer, MissedContact, Readiness, RecentContact, SoftphoneLease} from './views.ts';

/** Longest text accepted in a field that has no rule of its own. */
const TEXT_MAX = 1_024;

export const text = v.pipe(v.string(), v.maxLength(TEXT_MAX));
export const identifier = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * ISO 8601 on the wire, epoch milliseconds inside. The pattern allows zones and days that no clock knows (`+01`, 31
 * February): what comes out must be the same moment again.
 */
export const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((written) => isRealDay(written), 'a day that exists'),
  v.transform(Date.parse),
  v.finite('a time'),
);

function isRealDay(written: string): boolean {
  const day = written.slice(0, 10);
  const parsed = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(day);
}

const basePresence = v.picklist(['available', 'busy', 'do-not-disturb', 'away', 'offline']);

export const presenceSchema: v.GenericSchema<unknown, Presence> = v.object({
  base: basePresence,
  reason: v.nullable(text),
  since: time,
});

export const presenceFields = {base: basePresence, reason: v.nullable(identifier)};

const variableSchema: v.GenericSchema<unknown, Variable> = v.object({
  name: text,
  label: text,
  type: v.picklist(['string', 'integer', 'decimal', 'boolean', 'datetime', 'json']),
  value: v.nullable(text),
  secure: v.boolean(),
  editable: v.boolean(),
  popoverPlace: v.nullable(v.number()),
  version: count,
});

export const targetSchema: v.GenericSchema<unknown, Target> = v.variant('kind', [
  v.object({kind: v.literal('agent'), agentId: identifier, name: text}),
  v.object({kind: v.literal('queue'), queueId: identifier, name: text}),
  v.object({kind: v.literal('entry-point'), entryPointId: identifier, name: text, number: v.nullable(text)}),
  v.object({kind: v.literal('dial-number'), address: text, name: v.nullable(text)}),
]);

const conversationSchema: v.GenericSchema<unknown, Conversation> = v.variant('kind', [
  v.object({id: identifier, kind: v.literal('main'), startedBy: v.null()}),
  v.object({
    id: identifier,
    kind: v.literal('consult'),
    startedBy: identifier,
    target: targetSchema,
    status: v.picklist(['requested', 'open']),
    since: time,
    holdsCustomer: v.boolean(),
    merged: v.boolean(),
  }),
]);

const partySchema: v.GenericSchema<unknown, Party> = v.variant('kind', [
  v.object({kind: v.literal('customer'), address: text, name: v.nullable(text)}),
  v.object({kind: v.literal('agent'), agentId: identifier, name: text}),
  v.object({kind: v.literal('dial-number'), address: text, name: v.nullable(text)}),
]);

const seatSchema: v.GenericSchema<unknown, Seat> = v.object({conversationId: identifier, held: v.boolean()});

const legSchema: v.GenericSchema<unknown, Leg> = v.object({
  id: identifier,
  kind: v.picklist(['browser', 'trunk']),
  epoch: count,
  status: v.picklist(['new', 'ringing', 'connected', 'lost']),
});

const participantFacts = {
  id: identifier,
  role: v.picklist(['customer', 'primary', 'consulted', 'conferenced', 'dial-number', 'supervisor']),
  party: partySchema,
};

const participantSchema: v.GenericSchema<unknown, Participant> = v.variant('status', [
  v.object({
    ...participantFacts,
    status: v.literal('invited'),
    leg: v.nullable(legSchema),
    conversationId: v.optional(v.nullable(identifier), null),
  }),
  v.object({
    ...participantFacts,
    status: v.literal('joined'),
    joinedAt: time,
    leg: v.nullable(legSchema),
    seats: v.array(seatSchema),
    muted: v.boolean(),
    lostAt: v.nullable(time),
    wrapUpGiven: v.exactOptional(v.boolean()),
    monitors: v.exactOptional(identifier),
  }),
  v.object({
    ...participantFacts,
    status: v.literal('wrap-up'),
    joinedAt: time,
    startedAt: time,
    deadlineAt: time,
    extensions: count,
    // What an older hub does not say.
    queueId: v.optional(v.nullable(identifier), null),
  }),
  v.object({...participantFacts, status: v.literal('left'), leftAt: time, leftReason: text}),
]);

export const channel = v.picklist(['voice', 'chat', 'email', 'social']);

const contactFacts = {
  id: identifier,
  channel,
  direction: v.picklist(['inbound', 'outbound']),
  kind: v.picklist(['ordinary', 'callback', 'emergency-callback']),
  priority: count,
  enqueuedAt: time,
  createdAt: time,
  queue: v.nullable(v.object({id: identifier, name: text})),
  dnis: v.nullable(text),
  variables: v.array(variableSchema),
  conversations: v.array(conversationSchema),
  participants: v.array(participantSchema),
  mediaProcessId: v.nullable(identifier),
  link: v.nullable(text),
  subject: v.optional(v.nullable(text), null),
  // What a hub of an earlier release does not say.
  announcement: v.optional(v.nullable(v.object({sound: text, startedAtMs: v.number()})), null),
  excludedAgentIds: v.optional(v.array(identifier), []),
  cancellable: v.optional(v.boolean(), false),
  suggestions: v.optional(
    v.array(v.object({agentId: identifier, name: text, reasonId: v.nullable(identifier), note: text})),
    [],
  ),
  version: count,
};

const endReason = v.picklist([
  'agent-ended',
  'customer-hung-up',
  'abandoned',
  'busy',
  'no-answer',
  'declined',
  'unobtainable',
  'agent-lost',
  'failed',
  'limit-reached',
  'closed',
  'flow-ended',
  'withdrawn',
]);

export const contactSchema: v.GenericSchema<unknown, Contact> = v.variant('status', [
  v.object({...contactFacts, status: v.literal('waiting')}),
  v.object({...contactFacts, status: v.literal('offered'), offerId: identifier}),
  v.object({...contactFacts, status: v.literal('dialling')}),
  v.object({...contactFacts, status: v.literal('connected'), connectedAt: time}),
  v.object({...contactFacts, status: v.literal('post-call'), connectedAt: time, customerLeftAt: time}),
  v.object({...contactFacts, status: v.literal('ended'), endedAt: time, endReason}),
]);

export const offerSchema: v.GenericSchema<unknown, Offer> = v.object({
  id: identifier,
  contactId: identifier,
  agentId: identifier,
  purpose: v.picklist(['answer', 'consult', 'transfer']),
  conversationId: v.nullable(identifier),
  fence: count,
  offeredAt: time,
  expiresAt: time,
  status: v.picklist(['connecting', 'ringing', 'accepted', 'declined', 'no-answer', 'withdrawn']),
  askedBy: v.optional(
    v.nullable(
      v.object({
        agentId: identifier,
        name: text,
        number: v.nullable(text),
        team: v.nullable(text),
        via: v.picklist(['agent', 'queue', 'entry-point']),
        returned: v.boolean(),
      }),
    ),
    null,
  ),
});

export const missedSchema: v.GenericSchema<unknown, MissedContact> = v.object({
  offerId: identifier,
  contactId: identifier,
  channel,
  name: v.nullable(text),
  address: text,
  subject: v.nullable(text),
  queue: v.nullable(text),
  missedAt: time,
  reason: v.picklist(['no-answer', 'declined']),
});

export const leaseSchema: v.GenericSchema<unknown, SoftphoneLease> = v.object({
  deskId: identifier,
  fence: count,
  since: time,
  label: text,
  present: v.boolean(),
});

/** ISO 3166-1 alpha-2. */
export const countryCode = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));

export const readinessSchema: v.GenericSchema<unknown, Readiness> = v.object({
  microphone: v.picklist(['granted', 'denied', 'missing', 'unknown']),
  sound: v.picklist(['unlocked', 'blocked', 'unknown']),
  notifications: v.picklist(['granted', 'denied', 'unsupported', 'unknown']),
  emergency: v.exactOptional(
    v.object({
      location: v.picklist(LOCATION_STATUSES),
      country: v.nullable(countryCode),
      mailbox: v.picklist(MAILBOX_STATUSES),
    }),
  ),
});

export const addressEntrySchema: v.GenericSchema<unknown, AddressEntry> = v.object({
  id: identifier,
  name: text,
  number: text,
  note: v.nullable(text),
});

export const recentSchema: v.GenericSchema<unknown, RecentContact> = v.object({
  contactId: identifier,
  direction: v.picklist(['inbound', 'outbound']),
  channel,
  name: v.nullable(text),
  address: text,
  startedAt: time,
  outcome: v.picklist(['connected', 'not-reached', 'missed']),
});

export const iceServerSchema: v.GenericSchema<unknown, IceServer> = v.object({
  urls: v.array(text),
  username: v.nullable(text),
  credential: v.nullable(text),
});
