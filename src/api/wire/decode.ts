import * as v from 'valibot';
import type {
  CommandBodies,
  CommandEnvelope,
  CommandName,
  CommandReply,
  DeskChange,
  QueryBodies,
  QueryName,
  QueryResults,
  ResumeRequest,
  VoiceQualityReport,
} from './commands.ts';
import type {AgentView, DeskSettings, HubEvent, Snapshot, Speaking} from './events.ts';
import {callbackSchema, lostCallbackSchema} from './callbacks.ts';
import {type Emergencies, NO_EMERGENCIES, emergenciesSchema} from './emergency.ts';
import {commandSchemas, queryResultSchemas, querySchemas, replyStatus, sdp} from './command-schemas.ts';
import {
  contactSchema,
  count,
  identifier,
  leaseSchema,
  missedSchema,
  offerSchema,
  presenceFields,
  presenceSchema,
  targetSchema,
  text,
  time,
} from './model-schemas.ts';
import type {PhoneCommandBodies, PhoneCommandName, PhoneReply, PhoneState} from './phone.ts';

/** Values a caller can bring along; the same limit as other contact centres have. */
const CALL_DATA_MAX = 30;

/** What was wrong with a message: the path of the field and what was expected. Never the value itself. */
export type Malformed = {readonly malformed: string};
export type Decoded<T> = {readonly value: T} | Malformed;

const agentSchema: v.GenericSchema<unknown, AgentView> = v.object({
  id: identifier,
  name: text,
  presence: presenceSchema,
  emergencySince: v.nullable(time),
});

const envelope = {seq: count, occurredAt: time};

const eventSchema: v.GenericSchema<unknown, HubEvent> = v.variant('type', [
  v.object({...envelope, type: v.literal('PresenceChanged'), agent: agentSchema}),
  v.object({...envelope, type: v.literal('ContactOffered'), offer: offerSchema, contact: contactSchema}),
  v.object({
    ...envelope,
    type: v.picklist(['OfferPresented', 'OfferDeclined', 'OfferNoAnswer', 'OfferWithdrawn']),
    offer: offerSchema,
  }),
  v.object({
    ...envelope,
    type: v.literal('OfferAccepted'),
    offer: offerSchema,
    deskId: v.optional(v.nullable(identifier), null),
  }),
  v.object({
    ...envelope,
    type: v.picklist([
      'ContactConnected',
      'ContactDialled',
      'ContactHeld',
      'ContactResumed',
      'ContactMuted',
      'ContactUnmuted',
      'ContactEnded',
      'ContactChanged',
      'WrapUpExtended',
      'ConsultRequested',
      'ConsultOpened',
      'ConsultEnded',
      'ConsultHeld',
      'ConsultResumed',
      'ConferenceBegun',
      'ContactTransferred',
      'ParticipantJoined',
      'ParticipantLeft',
      'CustomerLeft',
    ]),
    contact: contactSchema,
  }),
  v.object({
    ...envelope,
    type: v.literal('ConsultFailed'),
    contact: contactSchema,
    target: targetSchema,
    reason: v.picklist(['no-answer', 'declined', 'busy', 'unobtainable', 'device', 'gone']),
  }),
  v.object({...envelope, type: v.literal('ControlPassed'), contact: contactSchema}),
  v.object({
    ...envelope,
    type: v.literal('MonitoringMoved'),
    contactId: identifier,
    agentName: v.nullable(text),
  }),
  v.object({...envelope, type: v.literal('ContactReleased'), contactId: identifier}),
  v.object({...envelope, type: v.literal('ContactMissed'), missed: missedSchema}),
  v.object({...envelope, type: v.literal('MissedDismissed'), offerIds: v.array(identifier)}),
  v.object({...envelope, type: v.literal('SoftphoneChanged'), lease: v.nullable(leaseSchema)}),
  v.object({...envelope, type: v.literal('CallbackChanged'), callback: callbackSchema}),
  v.object({...envelope, type: v.literal('CallbackLost'), lost: lostCallbackSchema}),
  v.object({...envelope, type: v.literal('LostCallbackDismissed'), callbackId: identifier}),
  v.object({...envelope, type: v.literal('SettingsChanged'), settings: v.lazy(() => settingsSchema)}),
  v.object({...envelope, type: v.literal('SignedOut'), reason: v.picklist(['agent', 'taken-over', 'supervisor'])}),
]);

const emergencyKind = v.picklist(['routed', 'carrier', 'none', 'simulated']);

const settingsSchema: v.GenericSchema<unknown, DeskSettings> = v.object({
  wrapUpReasons: v.array(
    v.object({
      id: identifier,
      label: text,
      standard: v.boolean(),
      queues: v.exactOptional(v.nullable(v.array(identifier))),
    }),
  ),
  presenceChoices: v.array(v.object({...presenceFields, label: text})),
  country: v.pipe(v.string(), v.length(2)),
  emergencyCountries: v.array(
    v.object({
      country: text,
      callingCode: text,
      numbers: v.array(text),
      aliases: v.record(text, text),
      test: v.nullable(text),
    }),
  ),
  emergency: emergencyKind,
  // What a hub of protocol 1 does not say.
  outbound: v.optional(v.nullable(v.object({profile: text, callerNumber: text})), null),
  desk: v.optional(
    v.object({
      autoAnswer: v.boolean(),
      numbersMasked: v.boolean(),
      // What an older hub does not say.
      telephone: v.optional(v.nullable(text), null),
    }),
    {autoAnswer: false, numbersMasked: false, telephone: null},
  ),
  location: v.exactOptional(v.nullable(v.object({address: text, country: text, confirmedAt: time}))),
});

const snapshotSchema: v.GenericSchema<unknown, Snapshot> = v.object({
  protocol: count,
  now: time,
  seq: count,
  agent: agentSchema,
  offers: v.array(offerSchema),
  contacts: v.array(contactSchema),
  settings: settingsSchema,
  missed: v.array(eventSchema),
  missedContacts: v.optional(v.array(missedSchema), []),
  lostCallbacks: v.optional(v.array(lostCallbackSchema), []),
  softphone: v.optional(v.nullable(leaseSchema), null),
  // What a hub before protocol 4 does not say.
  emergencies: v.optional(emergenciesSchema, NO_EMERGENCIES),
});

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const milliseconds = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)));

const qualitySchema: v.GenericSchema<unknown, VoiceQualityReport> = v.object({
  contactId: identifier,
  roundTripMs: milliseconds,
  jitterMs: milliseconds,
  lossPercent: percent,
  concealedPercent: percent,
});

const speakingSchema: v.GenericSchema<unknown, Speaking> = v.object({
  contactId: identifier,
  participantIds: v.array(identifier),
});

const commandEnvelope: v.GenericSchema<unknown, CommandEnvelope> = v.object({commandId: identifier, deadlineAt: time});

const onCall = v.object({callId: identifier});

const phoneCommandSchemas: {readonly [name in PhoneCommandName]: v.GenericSchema<unknown, PhoneCommandBodies[name]>} = {
  PlaceCall: v.object({
    to: v.pipe(v.string(), v.maxLength(64)),
    name: v.nullable(v.pipe(v.string(), v.maxLength(250))),
    data: v.pipe(
      v.record(v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,63}$/)), v.pipe(v.string(), v.maxLength(256))),
      v.check((data) => Object.keys(data).length <= CALL_DATA_MAX, `at most ${CALL_DATA_MAX} values`),
    ),
  }),
  AnswerCall: onCall,
  DeclineCall: onCall,
  HangUpCall: onCall,
  ConnectCall: v.object({callId: identifier, epoch: count, sdp}),
};

const phoneStateSchema: v.GenericSchema<unknown, PhoneState> = v.object({
  number: text,
  emergency: emergencyKind,
  call: v.nullable(
    v.object({
      callId: identifier,
      legId: identifier,
      epoch: count,
      direction: v.picklist(['outgoing', 'incoming']),
      status: v.picklist(['ringing', 'connected', 'ended']),
      peer: text,
      endReason: v.nullable(text),
      lost: v.optional(v.boolean(), false),
    }),
  ),
});

const phoneReply = v.variant('status', [
  v.object({status: v.literal('done'), sdp: v.nullable(sdp)}),
  v.object({status: v.literal('refused'), code: text}),
]);

/** A command as the hub received it. Wrong fields are named, their values are not. */
export function decodeCommand<Name extends CommandName>(
  name: Name,
  received: unknown,
): Decoded<CommandEnvelope & CommandBodies[Name]> {
  const head = decode(commandEnvelope, received);
  if ('malformed' in head) return head;
  const body = decode(commandSchemas[name], received);
  return 'malformed' in body ? body : {value: {...head.value, ...body.value}};
}

const resumeSchema = v.object({
  protocols: v.pipe(v.array(count), v.minLength(1), v.maxLength(16)),
  lastSeq: v.nullable(count),
  deskId: v.optional(v.nullable(identifier), null),
  // What a desk that always takes work does not say.
  takesWork: v.optional(v.boolean(), true),
});

const deskChangeSchema: v.GenericSchema<unknown, DeskChange> = v.object({takesWork: v.boolean()});

/** The first call of a desk on a connection. */
export function decodeResume(received: unknown): Decoded<ResumeRequest> {
  return decode(resumeSchema, received);
}

export function decodeDeskChange(received: unknown): Decoded<DeskChange> {
  return decode(deskChangeSchema, received);
}

export function decodeQuery<Name extends QueryName>(name: Name, received: unknown): Decoded<QueryBodies[Name]> {
  return decode(querySchemas[name], received);
}

export function decodeQueryResult<Name extends QueryName>(name: Name, received: unknown): Decoded<QueryResults[Name]> {
  return decode(queryResultSchemas[name], received);
}

export function decodeQualityReport(received: unknown): Decoded<VoiceQualityReport> {
  return decode(qualitySchema, received);
}

export function decodePhoneCommand<Name extends PhoneCommandName>(
  name: Name,
  received: unknown,
): Decoded<CommandEnvelope & PhoneCommandBodies[Name]> {
  const head = decode(commandEnvelope, received);
  if ('malformed' in head) return head;
  const body = decode(phoneCommandSchemas[name], received);
  return 'malformed' in body ? body : {value: {...head.value, ...body.value}};
}

export function decodeEvent(received: unknown): Decoded<HubEvent> {
  return decode(eventSchema, received);
}

export function decodeSnapshot(received: unknown): Decoded<Snapshot> {
  return decode(snapshotSchema, received);
}

export function decodeSpeaking(received: unknown): Decoded<Speaking> {
  return decode(speakingSchema, received);
}

export function decodeEmergencies(received: unknown): Decoded<Emergencies> {
  return decode(emergenciesSchema, received);
}

export function decodePhoneState(received: unknown): Decoded<PhoneState> {
  return decode(phoneStateSchema, received);
}

/** The one place where a reply becomes typed: the hub that sent it checked the same rules. */
export function decodeReply<Name extends CommandName>(received: unknown): Decoded<CommandReply<Name>> {
  const reply = decode(replyStatus, received);
  return 'malformed' in reply ? reply : {value: reply.value as CommandReply<Name>};
}

export function decodePhoneReply(received: unknown): Decoded<PhoneReply> {
  const reply = decode(phoneReply, received);
  return 'malformed' in reply ? reply : {value: reply.value as PhoneReply};
}

function decode<T>(schema: v.GenericSchema<unknown, T>, received: unknown): Decoded<T> {
  const parsed = v.safeParse(schema, received, {abortEarly: true});
  if (parsed.success) return {value: parsed.output};
  const issue = parsed.issues[0];
  // A check's message is one of our own sentences; the library's messages quote what they received.
  const expected = issue.expected ?? (issue.type === 'check' ? issue.message : issue.type);
  return {malformed: `${fieldOf(v.getDotPath(issue))}: expected ${expected}`};
}

/** The names below `data` are the sender's own words: they are not repeated. */
function fieldOf(path: string | null): string {
  if (path === null) return 'message';
  return path.startsWith('data.') ? 'data' : path;
}
