import * as v from 'valibot';
import type {CallbackCounts, FigureSlot} from '../../domain/callback-figures.ts';
import type {Callback, CallbackKind} from '../../domain/callback.ts';
import {type CallbackView, callbackSchema} from './callbacks.ts';
import {count, identifier, text, time} from './model-schemas.ts';

/** By what the inbox is sorted: when a callback is due, when it was promised, or the customer's name. */
export type InboxOrder = 'due' | 'created' | 'customer';

/** Whose: anybody's, those of nobody in particular, one's own, those that one promised, or a certain agent's. */
export type InboxWhose =
  | {readonly kind: 'any' | 'nobody' | 'own' | 'promised'}
  | {readonly kind: 'agent'; readonly agentId: string};

export type InboxFilter = {
  readonly kind: CallbackKind | null;
  /** `open`: still to be kept. */
  readonly status: Callback['status'] | 'open' | null;
  readonly queueId: string | null;
  readonly whose: InboxWhose;
  /** Words of name and reason, or digits of the number. Empty: all. */
  readonly text: string;
};

/** Behind which callback a page begins; as the page before said it. */
export type InboxCursor = {readonly key: string; readonly id: string};

export type InboxQuestion = {
  readonly filter: InboxFilter;
  readonly order: InboxOrder;
  readonly descending: boolean;
  /** Null: from the beginning. */
  readonly after: InboxCursor | null;
};

export type InboxPage = {
  readonly callbacks: readonly CallbackView[];
  /** Behind which the next page begins; null: this is the last. */
  readonly next: InboxCursor | null;
  /** How many fit; counted to a thousand. */
  readonly count: number;
  readonly more: boolean;
  /** `all`: who asks is a supervisor, sees every callback and may cancel or move it. `own`: theirs and those of their queues. */
  readonly scope: 'all' | 'own';
};

/** What the inbox can be filtered by. */
export type InboxChoices = {
  readonly scope: InboxPage['scope'];
  readonly queues: readonly {readonly id: string; readonly name: string}[];
  /** For supervisors. */
  readonly agents: readonly {readonly agentId: string; readonly name: string}[];
};

/** Moments at which a quarter of an hour begins. */
export type FiguresQuestion = {readonly queueId: string | null; readonly fromAt: number; readonly toAt: number};

export type CallbackFigures = {
  /** Of the quarters of an hour in which there was anything, in order. */
  readonly slots: readonly FigureSlot[];
  /** The same by queue, of those in which there was anything. */
  readonly queues: readonly (CallbackCounts & {readonly id: string; readonly name: string})[];
};

export const INBOX_TEXT_MAX = 128;
/** A month, and the hour that a clock may be put back in it. */
export const FIGURES_RANGE_MAX_MS = 32 * 86_400_000;

const kind = v.picklist(['direct', 'web', 'scheduled', 'personal']);
const status = v.picklist(['scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired', 'open']);

const whose: v.GenericSchema<unknown, InboxWhose> = v.variant('kind', [
  v.object({kind: v.picklist(['any', 'nobody', 'own', 'promised'])}),
  v.object({kind: v.literal('agent'), agentId: identifier}),
]);

const cursor: v.GenericSchema<unknown, InboxCursor> = v.object({
  key: v.pipe(v.string(), v.maxLength(512)),
  id: identifier,
});

export const inboxQuestionSchema: v.GenericSchema<unknown, InboxQuestion> = v.object({
  filter: v.object({
    kind: v.nullable(kind),
    status: v.nullable(status),
    queueId: v.nullable(v.pipe(v.string(), v.maxLength(64))),
    whose,
    text: v.pipe(v.string(), v.maxLength(INBOX_TEXT_MAX)),
  }),
  order: v.picklist(['due', 'created', 'customer']),
  descending: v.boolean(),
  after: v.nullable(cursor),
});

const scope = v.picklist(['all', 'own']);

export const inboxPageSchema: v.GenericSchema<unknown, InboxPage> = v.object({
  callbacks: v.array(callbackSchema),
  next: v.nullable(cursor),
  count,
  more: v.boolean(),
  scope,
});

export const inboxChoicesSchema: v.GenericSchema<unknown, InboxChoices> = v.object({
  scope,
  queues: v.array(v.object({id: identifier, name: text})),
  agents: v.array(v.object({agentId: identifier, name: text})),
});

export const figuresQuestionSchema: v.GenericSchema<unknown, FiguresQuestion> = v.pipe(
  v.object({queueId: v.nullable(v.pipe(v.string(), v.maxLength(64))), fromAt: time, toAt: time}),
  v.check(({fromAt, toAt}) => fromAt <= toAt && toAt - fromAt <= FIGURES_RANGE_MAX_MS, 'at most 32 days'),
);

/** An older hub does not count them. */
const later = v.optional(count, 0);

const counts = {
  ...{interrupted: later, entered: later, abandoned: later, repeated: later},
  ...{offered: count, accepted: count, web: count, scheduled: count, personal: count},
  ...{kept: count, unreached: count, cancelled: count, expired: count, savedMs: count},
};

export const callbackFiguresSchema: v.GenericSchema<unknown, CallbackFigures> = v.object({
  slots: v.array(v.object({beginsAt: time, ...counts})),
  queues: v.array(v.object({id: identifier, name: text, ...counts})),
});
