import {type CallbackRules, expiresAt} from './callback-rules.ts';
import {type CallbackTime, type CallbackWindow, stillOpen} from './callback-time.ts';
import {nextCallingTime} from './calling-hours.ts';
import type {EndReason} from './contact.ts';
import type {Refusal} from './refusal.ts';
import {unreachable} from './unreachable.ts';

/**
 * A callback: the promise to call a customer. It outlives the contacts that are made to keep it, one for each attempt.
 *
 *             ┌────────── not reached, and may be tried again ───────────┐
 *             ▼                                                          │
 *  ──▶ scheduled ── due ──▶ queued (its contact waits, rings, dials) ── reached ──▶ kept
 *       │    ▲ │               ├── not reached, the last time ──▶ unreached
 *       │    └─┘ edit          ├── called off ──▶ cancelled
 *       │                      └── too late ──▶ expired
 *       └── cancel ──▶ cancelled
 *
 * A direct callback begins as queued: its contact is the call that asked for it ([DC-21]).
 */
export type Callback = CallbackFacts & CallbackPhase;

/**
 * `direct`: asked for by a caller who waited in a queue (courtesy callback). `web`: by a customer elsewhere. `scheduled`: for a time, by
 * an agent or a customer. `personal`: for a time, and a certain agent.
 */
export type CallbackKind = 'direct' | 'web' | 'scheduled' | 'personal';

/** [DC-30] Who asked for it, or through what. */
export type CallbackSource = 'call' | 'desk' | 'web' | 'mobile-app' | 'voice-bot' | 'chat-bot';

export type CallbackFacts = {
  readonly id: string;
  readonly kind: CallbackKind;
  readonly source: CallbackSource;
  readonly customer: {
    /** E.164. */
    readonly number: string;
    readonly name: string | null;
  };
  readonly reason: string;
  readonly queueId: string;
  /** Whose next contact it is ([CB-60]); null: of anybody in the queue. */
  readonly assigneeId: string | null;
  /** The agent who promised it; null: nobody of ours. */
  readonly createdBy: string | null;
  /** As it was written; null: as soon as possible. */
  readonly time: CallbackTime | null;
  /** The zone that calling hours are reckoned in; null: nobody knows by which clock the customer lives, and every hour will do. */
  readonly zone: string | null;
  /** Between which moments the customer shall be called first; without a time of its own it begins when that was wished. */
  readonly window: CallbackWindow;
  /** Calls placed to keep it that nobody answered. */
  readonly attempts: number;
  /** The contact it was promised in, so that whoever calls has the context ([CB-52]). */
  readonly fromContactId: string | null;
  /** The newest contact made to keep it. */
  readonly contactId: string | null;
  readonly createdAt: number;
  /** Raised with every change; an edit says which one it has seen. */
  readonly version: number;
};

export type CallbackPhase =
  | {readonly status: 'scheduled'; readonly dueAt: number}
  | {readonly status: 'queued'}
  | {readonly status: 'kept'; readonly closedAt: number}
  | {readonly status: 'unreached'; readonly closedAt: number}
  | {readonly status: 'cancelled'; readonly closedAt: number; readonly by: CancelledBy}
  | {readonly status: 'expired'; readonly closedAt: number};

export type CancelledBy = 'agent' | 'supervisor' | 'customer';

/** What may be changed of one that has not begun. */
export type CallbackEdit = Pick<
  CallbackFacts,
  'customer' | 'reason' | 'queueId' | 'assigneeId' | 'time' | 'zone' | 'window'
>;

export type CallbackAction =
  | {readonly type: 'become-due'; readonly contactId: string}
  /** [CB-45] `seenVersion`: of two agents who edit at once the second is told. */
  | {readonly type: 'edit'; readonly seenVersion: number; readonly edit: CallbackEdit}
  /** [CB-46] By an agent, before it begins; by a supervisor or the customer as long as nobody has reached them. */
  | {readonly type: 'cancel'; readonly by: CancelledBy; readonly seenVersion?: number}
  /** The customer and an agent speak ([CB-15]). */
  | {readonly type: 'reached'; readonly contactId: string}
  /** Its contact ended before that. */
  | {readonly type: 'not-reached'; readonly contactId: string; readonly reason: EndReason}
  /** Nobody had time for it for so long that it is worth nothing any more. */
  | {readonly type: 'expire'}
  /** [PK-99] It is its turn at an hour at which its customer may not be called. From the hour on it has as long as any ([PK-193]). */
  | {readonly type: 'postpone'; readonly contactId: string; readonly dueAt: number}
  /** [PK-112] Several have asked for its number, and the earliest time that is still wanted is another one by now. */
  | {
      readonly type: 'retime';
      readonly time: CallbackTime | null;
      readonly zone: string | null;
      readonly window: CallbackWindow;
      /** [PK-220] Where its own time has come already: when it is kept; else its window's beginning. */
      readonly dueAt?: number;
    }
  /** The agent whom it was for has not been there ([CB-60]): anybody in the queue may have it. */
  | {readonly type: 'give-to-queue'}
  /** By a supervisor: anybody of that queue shall have it. What waits begins to wait there. `zone`: the queue's, where it has one. */
  | {readonly type: 'move'; readonly seenVersion: number; readonly queueId: string; readonly zone: string | null};

export type CallbackTransition =
  | {readonly callback: Callback; readonly changed: boolean}
  | {readonly refused: Extract<Refusal, 'callback-changed' | 'callback-gone' | 'callback-begun'>};

/** Reasons of an end that say nothing about the customer: nobody was called, or the fault is ours. It does not count as an attempt. */
const OURS: ReadonlySet<EndReason> = new Set(['agent-lost', 'failed', 'limit-reached', 'closed', 'flow-ended']);

/**
 * The callback after an action; one that already is so changes nothing.
 * @param now epoch milliseconds by the database's clock
 */
export function transitionCallback(
  callback: Callback,
  action: CallbackAction,
  now: number,
  rules: CallbackRules,
): CallbackTransition {
  switch (action.type) {
    case 'become-due':
      return callback.status === 'scheduled' && now >= callback.dueAt
        ? to(callback, {status: 'queued'}, {contactId: action.contactId})
        : same(callback);
    case 'edit':
      return edit(callback, action, now);
    case 'cancel':
      return cancel(callback, action, now);
    case 'reached':
      return isUnderWay(callback, action.contactId) ? to(callback, {status: 'kept', closedAt: now}) : same(callback);
    case 'not-reached':
      return isUnderWay(callback, action.contactId) ? notReached(callback, action.reason, now, rules) : same(callback);
    case 'expire':
      return now >= expiresAt(callback, rules) && isOpenCallback(callback)
        ? to(callback, {status: 'expired', closedAt: now})
        : same(callback);
    case 'postpone':
      return isUnderWay(callback, action.contactId)
        ? to(callback, {status: 'scheduled', dueAt: action.dueAt}, {window: stillOpen(callback.window, action.dueAt)})
        : same(callback);
    case 'retime':
      return isOpenCallback(callback) && callback.attempts === 0 ? retime(callback, action) : same(callback);
    case 'give-to-queue':
      return callback.status === 'queued' && callback.assigneeId !== null
        ? to(callback, {status: 'queued'}, {assigneeId: null, window: stillOpen(callback.window, now)})
        : same(callback);
    case 'move':
      return move(callback, action, now);
    default:
      return unreachable(action);
  }
}

/** Of one that an agent promises. */
export function kindOf({assigneeId}: Pick<CallbackFacts, 'assigneeId'>): CallbackKind {
  return assigneeId === null ? 'scheduled' : 'personal';
}

/** By which clock its times are shown, also where nobody knows that of its customer. */
export function shownZone({zone}: Pick<CallbackFacts, 'zone'>): string {
  return zone ?? 'UTC';
}

/** Still to be kept. */
export function isOpenCallback({status}: Pick<Callback, 'status'>): boolean {
  return status === 'scheduled' || status === 'queued';
}

/** [CB-47] Whoever works here may change it until its time to call begins. */
export function isEditable(
  {status, attempts}: Pick<Callback, 'status' | 'attempts'>,
  startsAt: number,
  now: number,
): boolean {
  return status === 'scheduled' && attempts === 0 && now < startsAt;
}

/**
 * [PK-116] Whoever asked for one elsewhere has a page that says how it stands and calls it off, and their number is promised no second one:
 * with another number it would be another promise.
 */
export function faultOfNumberAfter(
  {kind, customer}: Pick<Callback, 'kind' | 'customer'>,
  number: string,
): 'promised' | null {
  return kind === 'web' && number !== customer.number ? 'promised' : null;
}

function edit(
  callback: Callback,
  {seenVersion, edit: next}: Extract<CallbackAction, {type: 'edit'}>,
  now: number,
): CallbackTransition {
  const refused = refusalOfChange(callback, seenVersion, now);
  if (refused !== null) return {refused};
  return to(callback, {status: 'scheduled', dueAt: next.window.startsAt}, {...next, kind: kindAfter(callback, next)});
}

/**
 * [PK-112] Whether a wish for its number is earlier than when it is kept: one that has begun, or was tried, cannot be earlier. [PK-221] One
 * that was put off is kept later than it was asked for.
 */
export function isBroughtForward(callback: Callback, startsAt: number): boolean {
  return callback.status === 'scheduled' && callback.attempts === 0 && startsAt < callback.dueAt;
}

/** One that waits already waits for another time again: its contact is nobody's. */
function retime(
  callback: Callback,
  {time, zone, window, dueAt = window.startsAt}: Extract<CallbackAction, {type: 'retime'}>,
): CallbackTransition {
  return to(callback, {status: 'scheduled', dueAt}, {time, zone, window: stillOpen(window, dueAt)});
}

/** What a customer asked for elsewhere stays theirs, whoever shall call. */
function kindAfter({kind}: Callback, next: Pick<CallbackFacts, 'assigneeId'>): CallbackKind {
  return kind === 'scheduled' || kind === 'personal' ? kindOf(next) : kind;
}

/** One that waits gets a new contact in the other queue, at once; it has waited since it was first due, and may be late already ([PK-190]). */
function move(
  callback: Callback,
  {seenVersion, queueId, zone}: Extract<CallbackAction, {type: 'move'}>,
  now: number,
): CallbackTransition {
  const refused = refusalWhileOpen(callback, seenVersion);
  if (refused !== null) return {refused};
  if (callback.queueId === queueId && callback.assigneeId === null) return same(callback);
  const dueAt = callback.status === 'scheduled' ? callback.dueAt : now;
  const window = stillOpen(callback.window, dueAt);
  const kind = kindAfter(callback, {assigneeId: null});
  const facts = {queueId, assigneeId: null, kind, zone: callback.zone ?? zone, window};
  return to(callback, {status: 'scheduled', dueAt}, facts);
}

function cancel(
  callback: Callback,
  {by, seenVersion}: Extract<CallbackAction, {type: 'cancel'}>,
  now: number,
): CallbackTransition {
  if (callback.status === 'cancelled') return same(callback);
  if (!isOpenCallback(callback)) return {refused: 'callback-gone'};
  const refused = by === 'customer' ? null : refusalOfCancel(callback, by, seenVersion ?? callback.version, now);
  return refused === null ? to(callback, {status: 'cancelled', closedAt: now, by}) : {refused};
}

function refusalOfCancel(callback: Callback, by: 'agent' | 'supervisor', seenVersion: number, now: number) {
  return by === 'agent' ? refusalOfChange(callback, seenVersion, now) : refusalWhileOpen(callback, seenVersion);
}

/** A supervisor is not bound to its time, only to what they saw. */
function refusalWhileOpen(callback: Callback, seenVersion: number) {
  if (!isOpenCallback(callback)) return 'callback-gone' as const;
  return callback.version === seenVersion ? null : ('callback-changed' as const);
}

function refusalOfChange(callback: Callback, seenVersion: number, now: number) {
  if (!isOpenCallback(callback)) return 'callback-gone' as const;
  if (!isEditable(callback, callback.window.startsAt, now)) return 'callback-begun' as const;
  return callback.version === seenVersion ? null : ('callback-changed' as const);
}

/** [CB-17] Again after a while, at an hour at which people may be called; or never again. */
function notReached(callback: Callback, reason: EndReason, now: number, rules: CallbackRules): CallbackTransition {
  // [CB-16] The agent called it off before anybody answered.
  if (reason === 'agent-ended') return to(callback, {status: 'cancelled', closedAt: now, by: 'agent'});
  const ours = OURS.has(reason);
  const attempts = callback.attempts + (ours ? 0 : 1);
  const counted = {...callback, attempts};
  if (attempts >= rules.attemptsMax) return to(counted, {status: 'unreached', closedAt: now});
  const dueAt = ours ? now : nextCallingTime(rules.hours, callback.zone, now + rules.retryMs);
  // [PK-191] What waited for its agent was not given up meanwhile: its tries begin when they have it.
  const window = callback.assigneeId === null ? callback.window : stillOpen(callback.window, now);
  return dueAt < expiresAt({...callback, window}, rules)
    ? to(counted, {status: 'scheduled', dueAt}, {window})
    : to(counted, {status: 'unreached', closedAt: now});
}

function isUnderWay(callback: Callback, contactId: string): boolean {
  return callback.status === 'queued' && callback.contactId === contactId;
}

function to(callback: Callback, phase: CallbackPhase, facts: Partial<CallbackFacts> = {}): CallbackTransition {
  return {callback: {...factsOfCallback(callback), ...facts, ...phase, version: callback.version + 1}, changed: true};
}

function same(callback: Callback): CallbackTransition {
  return {callback, changed: false};
}

function factsOfCallback(callback: Callback): CallbackFacts {
  const {id, kind, source, customer, reason, queueId, assigneeId, createdBy, time, zone, window} = callback;
  const {attempts, fromContactId, contactId, createdAt, version} = callback;
  return {
    ...{id, kind, source, customer, reason, queueId, assigneeId, createdBy, time, zone, window},
    ...{attempts, fromContactId, contactId, createdAt, version},
  };
}
