/** Reads what arrives on the control channel, on both of its ends. Nothing malformed gets past here. */
import * as v from 'valibot';
import {refuse, type MediaEvent, type MediaRefusal, type MediaRequest} from './protocol.ts';

/** Ids are made by the hub: uuids or short names. The bound keeps a mistake from filling the memory. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const recordPlan = {recordingId: id, legId: id};

const heardSource = v.variant('kind', [
  v.object({kind: v.literal('silence')}),
  v.object({kind: v.literal('music')}),
  v.object({kind: v.literal('ringback'), country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))}),
  v.object({
    kind: v.literal('sound'),
    sound: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,79}$/)),
    startedAtMs: v.optional(v.number()),
  }),
  v.object({kind: v.literal('legs'), legIds: v.pipe(v.array(id), v.maxLength(64))}),
]);

const request = v.variant('type', [
  v.object({type: v.literal('authenticate'), secret: v.string()}),
  v.object({type: v.literal('hello')}),
  v.object({type: v.literal('pulse')}),
  v.object({type: v.literal('connect'), legId: id, epoch: counter, offer: v.pipe(v.string(), v.minLength(1))}),
  v.object({
    type: v.literal('plan'),
    contactId: id,
    version: counter,
    corrects: v.optional(v.boolean()),
    hears: v.pipe(
      v.record(id, heardSource),
      v.check((hears) => Object.keys(hears).length <= 64, 'too many legs'),
    ),
    records: v.optional(v.pipe(v.array(v.object(recordPlan)), v.maxLength(64))),
  }),
  v.object({type: v.literal('echo'), legId: id, epoch: counter, offer: v.pipe(v.string(), v.minLength(1))}),
  v.object({type: v.literal('end-echo'), legId: id}),
  v.object({
    type: v.literal('digits'),
    legId: id,
    requestId: id,
    digits: v.pipe(v.string(), v.regex(/^[0-9*#A-D]{1,32}$/)),
    late: v.boolean(),
  }),
  v.object({type: v.literal('recorded-until'), recordingId: id, seq: counter}),
  v.object({type: v.literal('close'), legId: id}),
  v.object({type: v.literal('end'), contactId: id}),
  v.object({type: v.literal('stats'), legId: id}),
  v.object({type: v.literal('shutdown')}),
]);

const requestId = v.object({id: v.union([id, counter])});

export type RequestId = string | number;

export interface NumberedRequest {
  readonly id: RequestId;
  readonly request: MediaRequest;
}

/** A refusal that still knows which request it belongs to, null when not even that could be read. */
export interface NumberedRefusal extends MediaRefusal {
  readonly id: RequestId | null;
}

/** @param line one line of the control channel, without its newline */
export function decodeRequest(line: string): NumberedRequest | NumberedRefusal {
  const value = parseJson(line);
  const numbered = v.safeParse(requestId, value);
  if (!numbered.success) return {id: null, ...refuse('malformed', 'The line is not a JSON object with an id.')};
  const parsed = v.safeParse(request, value);
  if (parsed.success) return {id: numbered.output.id, request: parsed.output};
  const path = v.getDotPath(parsed.issues[0]) ?? 'type';
  return {id: numbered.output.id, ...refuse('malformed', `The request is malformed at "${path}".`)};
}

const refusalCode = v.picklist([
  'malformed',
  'not-authenticated',
  'stale-epoch',
  'epoch-taken',
  'bad-offer',
  'unknown-leg',
  'mixing-not-available',
  'media-failed',
]);

const legState = v.picklist(['connecting', 'connected', 'disconnected', 'closed']);
const legSummary = {legId: id, epoch: counter, state: legState};

const reply = v.variant('ok', [
  v.looseObject({ok: v.literal(true), id: v.union([id, counter])}),
  v.object({ok: v.literal(false), id: v.nullable(v.union([id, counter])), code: refusalCode, message: v.string()}),
]);

const event = v.variant('event', [
  v.object({event: v.literal('leg-state'), ...legSummary}),
  v.object({event: v.literal('dtmf'), legId: id, digit: v.string()}),
  v.object({event: v.literal('sound-ended'), legId: id, sound: v.string()}),
  v.object({
    event: v.literal('recorded'),
    ...recordPlan,
    seq: counter,
    packets: v.pipe(v.string(), v.check(isBase64, 'not base64')),
    lastedMs: counter,
    heardMs: counter,
    finished: v.boolean(),
  }),
  v.object({event: v.literal('speaking'), contactId: id, legIds: v.array(id)}),
]);

/** What each request is answered with, for the hub's side. */
export const replySchemas = {
  authenticate: v.object({}),
  hello: v.object({
    processId: id,
    pid: counter,
    startedAtMs: v.number(),
    legs: v.array(v.object(legSummary)),
    plans: v.array(v.object({contactId: id, version: counter})),
    load: v.optional(v.object({cpuSeconds: v.number(), lateTicks: counter})),
    recordings: v.optional(
      v.array(v.object({...recordPlan, seq: counter, acknowledged: v.nullable(counter), finished: v.boolean()})),
    ),
  }),
  pulse: v.object({}),
  connect: v.object({answer: v.string()}),
  plan: v.object({applied: v.boolean()}),
  echo: v.object({answer: v.string()}),
  'end-echo': v.object({}),
  digits: v.object({played: v.boolean()}),
  'recorded-until': v.object({}),
  close: v.object({}),
  end: v.object({}),
  stats: v.object({
    packetsReceived: counter,
    bytesReceived: counter,
    packetsSent: counter,
    bytesSent: counter,
    lastReceivedAtMs: v.nullable(v.number()),
    hears: v.picklist(['silence', 'music', 'ringback', 'sound', 'legs']),
  }),
  shutdown: v.object({}),
} satisfies Record<MediaRequest['type'], v.GenericSchema>;

export type FromMediaProcess =
  | {readonly reply: v.InferOutput<typeof reply>}
  | {readonly event: MediaEvent}
  | MediaRefusal;

/** @param line one line sent by the media process */
export function decodeFromMediaProcess(line: string): FromMediaProcess {
  const value = parseJson(line);
  const asEvent = v.safeParse(event, value);
  if (asEvent.success) return {event: asEvent.output};
  const asReply = v.safeParse(reply, value);
  if (asReply.success) return {reply: asReply.output};
  return refuse('malformed', 'The media process sent a line that is neither a reply nor a known event.');
}

/** Empty is. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller's schema refuses undefined with a typed code, which is all there is to say about broken JSON.
    return undefined;
  }
}
