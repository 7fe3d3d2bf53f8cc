import * as v from 'valibot';
import type {CallbackLoss} from '../../domain/callback-loss.ts';
import type {CallbackPersonProblem} from '../../domain/callback-customer.ts';
import type {CallbackTimeLimits, CallbackTimeProblem} from '../../domain/callback-time.ts';
import type {CallbackKind, CallbackSource, CancelledBy, Callback} from '../../domain/callback.ts';
import {count, identifier, text, time} from './model-schemas.ts';

/** A callback as desks and supervisors see it. */
export type CallbackView = {
  readonly id: string;
  readonly kind: CallbackKind;
  readonly source: CallbackSource;
  readonly status: Callback['status'];
  /** Masked under data protection ([PO-22]). */
  readonly number: string;
  readonly name: string | null;
  readonly reason: string;
  readonly queue: {readonly id: string; readonly name: string};
  /** Whose it is; null: of anybody in the queue. */
  readonly assignee: {readonly agentId: string; readonly name: string} | null;
  /** Who promised it; null: nobody of ours. */
  readonly createdBy: {readonly agentId: string; readonly name: string} | null;
  /** As it was written, in `zone`; null: as soon as possible. */
  readonly date: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly zone: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** When the hub tries next; null unless it is scheduled. */
  readonly dueAt: number | null;
  readonly closedAt: number | null;
  readonly cancelledBy: CancelledBy | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly version: number;
};

/** [CB-60] That a callback came out of the hands of the agent who promised it, or had it, by itself. */
export type LostCallback = {
  readonly callback: CallbackView;
  readonly loss: CallbackLoss;
  readonly lostAt: number;
};

/** What is wrong with a wish for a callback, at its field. */
export type CallbackProblem =
  | CallbackPersonProblem
  | CallbackTimeProblem
  /**
   * `promised`: the customer asked for this number to be called ([PK-116]). `impossible`: no numbering plan has it. `premium`: whoever
   * calls it pays dearly, or it is nobody's telephone.
   */
  | {readonly field: 'number'; readonly fault: 'promised' | 'impossible' | 'premium'}
  /** `unknown`: there is none, or it is not active. `not-yours`: neither the agent nor the assigned one works there. */
  | {readonly field: 'queue' | 'assignee'; readonly fault: 'unknown' | 'not-yours'};

/** A callback as an agent fills it in. */
export type CallbackWish = {
  /** As typed; null: the number of the contact, or the one that the callback has. */
  readonly number: string | null;
  readonly name: string;
  readonly reason: string;
  readonly queueId: string;
  /** [CB-55] Null: any agent; else me, or one of the buddies. */
  readonly assigneeId: string | null;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
};

/** Whose callbacks are asked for: of the customer of a contact, or all that concern the agent. */
export type CallbackScope = {readonly kind: 'contact'; readonly contactId: string} | {readonly kind: 'own'};

/** What an agent may choose from. */
export type CallbackChoices = {
  /** False: no entry point is set for callbacks, and none can be scheduled ([CB-23]). */
  readonly ready: boolean;
  readonly queues: readonly CallbackQueue[];
  /** [PK-210] None can be the agent's own: they would never be offered it. */
  readonly takesNoCalls: boolean;
  /** [CB-56] The agents of one's team who take calls, without oneself. */
  readonly buddies: readonly {readonly agentId: string; readonly name: string; readonly queueIds: readonly string[]}[];
  readonly limits: CallbackTimeLimits;
};

export type CallbackQueue = {
  readonly id: string;
  readonly name: string;
  /** Whether the agent works there. */
  readonly own: boolean;
};

const clock = v.pipe(v.string(), v.maxLength(16));
const named = v.object({agentId: identifier, name: text});

export const wishFields = {
  number: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  name: v.pipe(v.string(), v.maxLength(1_024)),
  reason: v.pipe(v.string(), v.maxLength(1_024)),
  queueId: v.pipe(v.string(), v.maxLength(64)),
  assigneeId: v.nullable(identifier),
  date: clock,
  start: clock,
  end: clock,
  zone: v.pipe(v.string(), v.maxLength(64)),
};

export const scopeSchema: v.GenericSchema<unknown, CallbackScope> = v.variant('kind', [
  v.object({kind: v.literal('contact'), contactId: identifier}),
  v.object({kind: v.literal('own')}),
]);

export const callbackSchema: v.GenericSchema<unknown, CallbackView> = v.object({
  id: identifier,
  kind: v.picklist(['direct', 'web', 'scheduled', 'personal']),
  source: v.picklist(['call', 'desk', 'web', 'mobile-app', 'voice-bot', 'chat-bot']),
  status: v.picklist(['scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired']),
  number: text,
  name: v.nullable(text),
  reason: text,
  queue: v.object({id: identifier, name: text}),
  assignee: v.nullable(named),
  createdBy: v.nullable(named),
  date: v.nullable(text),
  start: v.nullable(text),
  end: v.nullable(text),
  zone: text,
  startsAt: time,
  endsAt: time,
  dueAt: v.nullable(time),
  closedAt: v.nullable(time),
  cancelledBy: v.nullable(v.picklist(['agent', 'supervisor', 'customer'])),
  attempts: count,
  createdAt: time,
  version: count,
});

export const lostCallbackSchema: v.GenericSchema<unknown, LostCallback> = v.object({
  callback: callbackSchema,
  loss: v.picklist(['to-queue', 'expired', 'unreached']),
  lostAt: time,
});

export const callbackChoicesSchema: v.GenericSchema<unknown, CallbackChoices> = v.object({
  ready: v.boolean(),
  queues: v.array(v.object({id: identifier, name: text, own: v.boolean()})),
  takesNoCalls: v.optional(v.boolean(), false),
  buddies: v.array(v.object({agentId: identifier, name: text, queueIds: v.array(identifier)})),
  limits: v.object({
    leadMs: count,
    aheadMs: count,
    shortestMs: count,
    longestMs: count,
    hours: v.object({from: text, to: text}),
  }),
});
