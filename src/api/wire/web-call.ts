import * as v from 'valibot';
import type {Refusal} from '../../domain/refusal.ts';
import type {Decoded} from './decode.ts';
import {count, iceServerSchema, identifier, text} from './model-schemas.ts';
import type {IceServer} from './views.ts';

/** Path of the SignalR hub for calls from web pages, below the hub's address. */
export const WEB_CALL_PATH = '/web-calls';

/** Where a page asks for a call. */
export const WEB_CALL_SESSIONS_PATH = '/public/calls/sessions';

/** The one client method by which the hub tells a page how its call is. */
export const WEB_CALL_STATE = 'WebCallState';

/** Session descriptions are a few kilobytes; more is no session description. */
const SDP_MAX = 20_000;

/**
 * `waiting`: nobody has it yet, or had it and was lost for good; music. `agent-lost`: who had it is out of reach, and may
 * come back. `ended`: nothing follows.
 */
export const WEB_CALL_STATUSES = ['waiting', 'connected', 'on-hold', 'agent-lost', 'ended'] as const;
export type WebCallStatus = (typeof WEB_CALL_STATUSES)[number];

export type WebCall = {
  readonly legId: string;
  readonly epoch: number;
  readonly status: WebCallStatus;
  /** For how long somebody has been waited for, or spoken with, when this was sent: no clock of the page is right. */
  readonly forMs: number;
  /** The hub has lost this page's audio: it joins again. */
  readonly lost: boolean;
};

/** A page is told the whole state each time; there is nothing to miss. Null: the call was not begun. */
export type WebCallState = {readonly call: WebCall | null};

export type WebCallCommandBodies = {
  StartCall: object;
  HangUpCall: object;
  ConnectCall: {readonly epoch: number; readonly sdp: string};
};
export type WebCallCommandName = keyof WebCallCommandBodies;

export type WebCallReply =
  | {readonly status: 'done'; readonly sdp: string | null}
  | {readonly status: 'refused'; readonly code: Refusal};

/** What a page gets for a call that may begin. */
export type WebCallSession = {readonly token: string};

/** Why a page gets none. `opensAt` is ISO 8601, or null when nobody knows. */
export type WebCallProblem = {readonly code: string; readonly opensAt: string | null};

const envelope = {commandId: identifier, deadlineAt: v.pipe(v.string(), v.isoTimestamp())};

const commandSchemas = {
  StartCall: v.object(envelope),
  HangUpCall: v.object(envelope),
  ConnectCall: v.object({
    ...envelope,
    epoch: count,
    sdp: v.pipe(v.string(), v.startsWith('v=0'), v.maxLength(SDP_MAX)),
  }),
};

const stateSchema: v.GenericSchema<unknown, WebCallState> = v.object({
  call: v.nullable(
    v.object({
      legId: identifier,
      epoch: count,
      status: v.picklist(WEB_CALL_STATUSES),
      forMs: v.pipe(v.number(), v.minValue(0)),
      lost: v.boolean(),
    }),
  ),
});

const doneSchema = v.object({status: v.literal('done'), sdp: v.nullable(v.string())});
const refusedSchema = v.object({status: v.literal('refused'), code: text});
const iceSchema: v.GenericSchema<unknown, {readonly iceServers: readonly IceServer[]}> = v.object({
  iceServers: v.array(iceServerSchema),
});
const sessionSchema: v.GenericSchema<unknown, WebCallSession> = v.object({token: v.pipe(v.string(), v.minLength(1))});
const problemSchema: v.GenericSchema<unknown, WebCallProblem> = v.object({
  code: text,
  opensAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
});

export type WebCallCommand<Name extends WebCallCommandName> = v.InferOutput<(typeof commandSchemas)[Name]>;

export function decodeWebCallCommand<Name extends WebCallCommandName>(
  name: Name,
  received: unknown,
): Decoded<WebCallCommand<Name>> {
  return decodeAs(commandSchemas[name], received);
}

export function decodeWebCallState(received: unknown): Decoded<WebCallState> {
  return decodeAs(stateSchema, received);
}

/** The word of a refusal may be a newer hub's: the page only asks whether it was done. */
export function decodeWebCallReply(
  received: unknown,
): Decoded<{readonly sdp: string | null} | {readonly refused: string}> {
  const done = v.safeParse(doneSchema, received);
  if (done.success) return {value: {sdp: done.output.sdp}};
  const refused = decodeAs(refusedSchema, received);
  return 'malformed' in refused ? refused : {value: {refused: refused.value.code}};
}

export function decodeWebCallIceServers(received: unknown): Decoded<{readonly iceServers: readonly IceServer[]}> {
  return decodeAs(iceSchema, received);
}

export function decodeWebCallSession(received: unknown): Decoded<WebCallSession> {
  return decodeAs(sessionSchema, received);
}

export function decodeWebCallProblem(received: unknown): Decoded<WebCallProblem> {
  return decodeAs(problemSchema, received);
}

/** Wrong fields are named, their values are not. */
function decodeAs<Schema extends v.GenericSchema>(schema: Schema, received: unknown): Decoded<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, received, {abortEarly: true});
  if (parsed.success) return {value: parsed.output};
  const [issue] = parsed.issues;
  return {malformed: `${v.getDotPath(issue) ?? 'message'}: expected ${issue.expected ?? issue.type}`};
}
