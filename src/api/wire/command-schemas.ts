import * as v from 'valibot';
import {ADDRESS_MAX} from '../../domain/confirmed-location.ts';
import type {TargetWish} from '../../domain/target.ts';
import {
  agentSummarySchema,
  agentTargetSchema,
  entryPointTargetSchema,
  queueSummarySchema,
  queueTargetSchema,
} from './centre-schemas.ts';
import {
  callbackFiguresSchema,
  figuresQuestionSchema,
  inboxChoicesSchema,
  inboxPageSchema,
  inboxQuestionSchema,
} from './callback-inbox.ts';
import {callbackChoicesSchema, callbackSchema, scopeSchema, wishFields} from './callbacks.ts';
import type {CommandBodies, CommandName, QueryBodies, QueryName, QueryResults} from './commands.ts';
import {
  addressEntrySchema,
  count,
  countryCode,
  iceServerSchema,
  identifier,
  presenceFields,
  readinessSchema,
  recentSchema,
  text,
} from './model-schemas.ts';

/** Session descriptions are a few kilobytes; more is no session description. */
const SDP_MAX = 20_000;

const wish: v.GenericSchema<unknown, TargetWish> = v.variant('kind', [
  v.object({kind: v.literal('agent'), agentId: identifier}),
  v.object({kind: v.literal('queue'), queueId: identifier}),
  v.object({kind: v.literal('entry-point'), entryPointId: identifier}),
  v.object({
    kind: v.literal('dial-number'),
    number: v.pipe(v.string(), v.maxLength(64)),
    name: v.nullable(v.pipe(v.string(), v.maxLength(250))),
  }),
]);

const onContact = v.object({contactId: identifier});
const onOffer = v.object({offerId: identifier, fence: count});
export const sdp = v.pipe(v.string(), v.startsWith('v=0'), v.maxLength(SDP_MAX));

/** It goes into a mail: one line, and something in it. */
const address = v.pipe(v.string(), v.maxLength(ADDRESS_MAX), v.regex(/\S/), v.regex(/^[^\p{Cc}\u2028\u2029]+$/u));

/** Desks of an earlier release do not say what they saw. */
const seenLegId = v.optional(v.nullable(identifier));

export const commandSchemas: {readonly [name in CommandName]: v.GenericSchema<unknown, CommandBodies[name]>} = {
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
  ConfirmLocation: v.object({address, country: countryCode}),
  ForgetLocation: v.object({}),
  DismissMissed: v.object({offerIds: v.nullable(v.pipe(v.array(identifier), v.maxLength(100)))}),
  DismissLostCallback: v.object({callbackId: identifier}),
  ConnectEcho: v.object({legId: identifier, epoch: count, sdp}),
  EndEcho: v.object({legId: identifier}),
  SetAgentPresence: v.object({agentId: identifier, ...presenceFields}),
  Consult: v.object({contactId: identifier, target: wish, holdsCustomer: v.boolean()}),
  EndConsult: onContact,
  ExitConsult: onContact,
  ToggleConsult: onContact,
  HoldConsult: onContact,
  ResumeConsult: onContact,
  BeginConference: onContact,
  ExitConference: onContact,
  CancelInvitation: v.object({contactId: identifier, invitationId: identifier}),
  Transfer: v.object({contactId: identifier, target: wish}),
  CompleteTransfer: onContact,
  SetVariable: v.object({contactId: identifier, name: text, value: v.nullable(text), version: count}),
  SuggestWrapUp: v.object({contactId: identifier, reasonId: v.nullable(identifier), note: text}),
  Monitor: v.object({contactId: identifier, agentId: identifier}),
  BargeIn: onContact,
  StopMonitoring: onContact,
  SignOutAgent: v.object({agentId: identifier}),
  SignOut: v.object({}),
  ScheduleCallback: v.object({...wishFields, contactId: v.nullable(identifier)}),
  EditCallback: v.object({...wishFields, callbackId: identifier, version: count}),
  DeleteCallback: v.object({callbackId: identifier, version: count}),
  CancelCallback: v.object({callbackId: identifier, version: count}),
  MoveCallback: v.object({callbackId: identifier, version: count, queueId: identifier}),
  DialEmergency: v.object({number: v.pipe(v.string(), v.maxLength(64))}),
  AnswerEmergency: v.object({callId: identifier, seenLegId}),
  EndEmergency: v.object({callId: identifier, seenLegId}),
  JoinEmergency: v.object({callId: identifier, legId: identifier, epoch: count, sdp}),
  TakeEmergencyMail: v.object({mailId: identifier, deskId: identifier}),
  ReportEmergencyMail: v.object({
    ...{mailId: identifier, deskId: identifier},
    outcome: v.picklist(['sent', 'failed', 'uncertain']),
  }),
};

export const querySchemas: {readonly [name in QueryName]: v.GenericSchema<unknown, QueryBodies[name]>} = {
  FindAddresses: v.object({
    text: v.pipe(v.string(), v.maxLength(128)),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  }),
  ListRecents: v.object({}),
  ListIceServers: v.object({}),
  ListAgents: v.object({}),
  ListQueues: v.object({}),
  ListTargets: v.object({contactId: identifier, purpose: v.picklist(['consult', 'transfer'])}),
  ListCallbacks: v.object({scope: scopeSchema}),
  ListCallbackChoices: v.object({}),
  ListCallbackInbox: inboxQuestionSchema,
  ListCallbackInboxChoices: v.object({}),
  ListCallbackFigures: figuresQuestionSchema,
};

export const queryResultSchemas: {readonly [name in QueryName]: v.GenericSchema<unknown, QueryResults[name]>} = {
  FindAddresses: v.object({entries: v.array(addressEntrySchema)}),
  ListRecents: v.object({recents: v.array(recentSchema)}),
  ListIceServers: v.object({iceServers: v.array(iceServerSchema)}),
  ListAgents: v.object({agents: v.array(agentSummarySchema)}),
  ListQueues: v.object({queues: v.array(queueSummarySchema)}),
  ListTargets: v.object({
    agents: v.array(agentTargetSchema),
    queues: v.array(queueTargetSchema),
    entryPoints: v.array(entryPointTargetSchema),
  }),
  ListCallbacks: v.object({callbacks: v.array(callbackSchema)}),
  ListCallbackChoices: callbackChoicesSchema,
  ListCallbackInbox: inboxPageSchema,
  ListCallbackInboxChoices: inboxChoicesSchema,
  ListCallbackFigures: callbackFiguresSchema,
};

/** What a command carries in its reply is what the hub that sent it has checked. */
export const replyStatus = v.variant('status', [
  v.object({status: v.literal('done'), result: v.unknown()}),
  v.object({
    status: v.literal('refused'),
    code: text,
    problems: v.exactOptional(v.array(v.object({field: text, fault: text, next: v.exactOptional(text)}))),
  }),
]);
