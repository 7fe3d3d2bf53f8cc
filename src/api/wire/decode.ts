import * as v from 'valibot';
import type {
  CommandBodies,
  CommandEnvelope,
  CommandName,
  CommandReply,
  QueryBodies,
  QueryName,
  QueryResults,
  ResumeRequest,
  VoiceQualityReport,
} from './commands.ts';
import type {AgentView, DeskSettings, HubEvent, Snapshot} from './events.ts';
import {
  addressEntrySchema,
  agentSummarySchema,
  contactSchema,
  count,
  iceServerSchema,
  identifier,
  leaseSchema,
  missedSchema,
  offerSchema,
  presenceFields,
  presenceSchema,
  readinessSchema,
  recentSchema,
  text,
  time,
} from './model-schemas.ts';
import type {PhoneCommandBodies, PhoneCommandName, PhoneReply, PhoneState} from './phone.ts';

/** Session descriptions are a few kilobytes; more is no session description. */
const SDP_MAX = 20_000;

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
    ]),
    contact: contactSchema,
  }),
  v.object({...envelope, type: v.literal('ContactReleased'), contactId: identifier}),
  v.object({...envelope, type: v.literal('ContactMissed'), missed: missedSchema}),
  v.object({...envelope, type: v.literal('MissedDismissed'), offerIds: v.array(identifier)}),
  v.object({...envelope, type: v.literal('SoftphoneChanged'), lease: v.nullable(leaseSchema)}),
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
  desk: v.optional(v.object({autoAnswer: v.boolean(), numbersMasked: v.boolean()}), {
    autoAnswer: false,
    numbersMasked: false,
  }),
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
  softphone: v.optional(v.nullable(leaseSchema), null),
});

const onContact = v.object({contactId: identifier});
const onOffer = v.object({offerId: identifier, fence: count});
const sdp = v.pipe(v.string(), v.startsWith('v=0'), v.maxLength(SDP_MAX));

const commandSchemas: {readonly [name in CommandName]: v.GenericSchema<unknown, CommandBodies[name]>} = {
  SetPresence: v.object(presenceFields),
  PresentOffer: onOffer,
  AcceptOffer: onOffer,
  DeclineOffer: onOffer,
  Dial: v.object({number: v.pipe(v.string(), v.maxLength(64))}),
  Redial: onContact,
  SendDigits: v.object({contactId: identifier, digits: v.pipe(v.string(), v.regex(/^[0-9*#A-D]{1,32}$/))}),
  HoldContact: onContact,
  ResumeContact: onContact,
  MuteContact: onContact,
  UnmuteContact: onContact,
  EndContact: onContact,
  ExtendWrapUp: onContact,
  SubmitWrapUp: v.object({contactId: identifier, reasonId: identifier, note: text}),
  ConnectLeg: v.object({contactId: identifier, legId: identifier, epoch: count, sdp}),
  ClaimSoftphone: v.object({deskId: identifier, label: v.pipe(v.string(), v.maxLength(128)), takeOver: v.boolean()}),
  ReleaseSoftphone: v.object({deskId: identifier}),
  ReportReadiness: v.object({deskId: identifier, readiness: readinessSchema}),
  DismissMissed: v.object({offerIds: v.nullable(v.pipe(v.array(identifier), v.maxLength(100)))}),
  ConnectEcho: v.object({legId: identifier, epoch: count, sdp}),
  EndEcho: v.object({legId: identifier}),
  SetAgentPresence: v.object({agentId: identifier, ...presenceFields}),
  SignOut: v.object({}),
};

const querySchemas: {readonly [name in QueryName]: v.GenericSchema<unknown, QueryBodies[name]>} = {
  FindAddresses: v.object({
    text: v.pipe(v.string(), v.maxLength(128)),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  }),
  ListRecents: v.object({}),
  ListIceServers: v.object({}),
  ListAgents: v.object({}),
};

const queryResultSchemas: {readonly [name in QueryName]: v.GenericSchema<unknown, QueryResults[name]>} = {
  FindAddresses: v.object({entries: v.array(addressEntrySchema)}),
  ListRecents: v.object({recents: v.array(recentSchema)}),
  ListIceServers: v.object({iceServers: v.array(iceServerSchema)}),
  ListAgents: v.object({agents: v.array(agentSummarySchema)}),
};

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const milliseconds = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)));

const qualitySchema: v.GenericSchema<unknown, VoiceQualityReport> = v.object({
  contactId: identifier,
  roundTripMs: milliseconds,
  jitterMs: milliseconds,
  lossPercent: percent,
  concealedPercent: percent,
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

const replyStatus = v.variant('status', [
  v.object({status: v.literal('done'), result: v.unknown()}),
  v.object({status: v.literal('refused'), code: text}),
]);

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
});

/** The first call of a desk on a connection. */
export function decodeResume(received: unknown): Decoded<ResumeRequest> {
  return decode(resumeSchema, received);
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
