import * as v from 'valibot';
import type {CallbackForm, CallbackProgress, CallbackReceipt} from './callback-request.ts';
import type {Decoded} from './decode.ts';

/**
 * What is wrong with a request, as a page reads it: the words may be a newer hub's, and a page says that something is wrong all the
 * same. `next`: the time there is instead.
 */
export type AnsweredProblem = {readonly field: string; readonly fault: string; readonly next?: string | undefined};

/** Why a request is refused. */
export type AnsweredRefusal = {readonly code: string; readonly problems: readonly AnsweredProblem[]};

const text = v.pipe(v.string(), v.maxLength(1_024));
/** Of a page that is shown to people: nothing else may become of it. */
const pageAddress = v.pipe(v.string(), v.maxLength(2_048), v.url(), v.regex(/^https?:/i));
/** A moment that `Intl` can write: within a hundred thousand years. */
const moment = v.pipe(v.number(), v.integer(), v.minValue(-3e15), v.maxValue(3e15));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const proofSchema = v.object({
  algorithm: v.literal('SHA-256'),
  challenge: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  // More is no puzzle for a page, but a trap.
  maxnumber: v.pipe(count, v.maxValue(20_000_000)),
  salt: v.pipe(text, v.regex(/^[\x20-\x7e]+$/)),
  signature: text,
});

const formSchema: v.GenericSchema<unknown, CallbackForm> = v.object({
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  now: v.variant('possible', [
    v.object({possible: v.literal(true), waitMs: v.nullable(v.pipe(v.number(), v.minValue(0)))}),
    v.object({possible: v.literal(false), opensAt: v.nullable(moment)}),
  ]),
  slots: v.array(v.object({startsAt: moment, endsAt: moment})),
  consent: v.object({version: text, language: text, text: v.pipe(v.string(), v.maxLength(20_000))}),
  topics: v.array(text),
  mail: v.boolean(),
  proof: proofSchema,
});

const progressSchema: v.GenericSchema<unknown, CallbackProgress> = v.object({
  status: v.picklist([
    ...(['scheduled', 'waiting', 'calling', 'talked', 'again', 'unreached', 'late', 'cancelled'] as const),
  ]),
  number: text,
  zone: text,
  startsAt: v.nullable(moment),
  endsAt: v.nullable(moment),
  position: v.nullable(count),
  cancellable: v.boolean(),
});

const receiptSchema: v.GenericSchema<unknown, CallbackReceipt> = v.object({
  token: v.pipe(text, v.regex(/^[\w-]+$/)),
  statusUrl: pageAddress,
  progress: progressSchema,
});

const refusalSchema: v.GenericSchema<unknown, AnsweredRefusal> = v.object({
  code: text,
  problems: v.optional(v.array(v.object({field: text, fault: text, next: v.optional(text)})), []),
});

export function decodeCallbackForm(received: unknown): Decoded<CallbackForm> {
  return decodeAs(formSchema, received);
}

export function decodeCallbackReceipt(received: unknown): Decoded<CallbackReceipt> {
  return decodeAs(receiptSchema, received);
}

export function decodeCallbackProgress(received: unknown): Decoded<CallbackProgress> {
  return decodeAs(progressSchema, received);
}

export function decodeCallbackRefusal(received: unknown): Decoded<AnsweredRefusal> {
  return decodeAs(refusalSchema, received);
}

/** Wrong fields are named, their values are not. */
function decodeAs<T>(schema: v.GenericSchema<unknown, T>, received: unknown): Decoded<T> {
  const parsed = v.safeParse(schema, received, {abortEarly: true});
  if (parsed.success) return {value: parsed.output};
  const [issue] = parsed.issues;
  return {malformed: `${v.getDotPath(issue) ?? 'message'}: expected ${issue.expected ?? issue.type}`};
}
