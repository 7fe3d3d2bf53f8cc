import {type Callback, isOpenCallback} from './callback.ts';
import type {CallbackRules} from './callback-rules.ts';
import {nextCallingTime} from './calling-hours.ts';
import type {Contact} from './contact.ts';
import {unreachable} from './unreachable.ts';

/** What the customer is told of their request. */
export type RequestStatus =
  | 'scheduled'
  | 'waiting'
  | 'calling'
  | 'talked'
  | 'again'
  | 'unreached'
  | 'late'
  | 'cancelled';

/** What a customer asked for, and whether their number was promised a call before that. */
export type RequestFacts = {
  /** IANA name, of the customer's own. */
  readonly zone: string;
  /** Null: as soon as possible. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly createdAt: number;
  readonly joined: boolean;
  readonly withdrawn: boolean;
};

export type RequestProgress = {
  readonly status: RequestStatus;
  /** When they are called at the earliest, and by when; null: not said. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly cancellable: boolean;
};

type Rules = Pick<CallbackRules, 'directMs' | 'lateMs' | 'hours'>;

/**
 * Where a request is. One that has joined another for its number says nothing of that one but how it ended: the numbers of strangers
 * can be typed by anybody. Until then it goes by its own wish.
 * @param callback null: nobody is called for it, and it is as one that has joined another
 * @param contactStatus of the newest contact made to keep the callback; null without one
 */
export function requestProgress(
  request: RequestFacts,
  callback: Callback | null,
  contactStatus: Contact['status'] | null,
  {now, rules}: {readonly now: number; readonly rules: Rules},
): RequestProgress {
  const own = {startsAt: request.startsAt, endsAt: request.endsAt};
  if (request.withdrawn) return {status: 'cancelled', ...own, cancellable: false};
  if (callback !== null && !isOpenCallback(callback)) return {status: outcomeOf(callback), ...own, cancellable: false};
  if (request.joined || callback === null) {
    if (now >= lastMoment(request, rules)) return {status: 'late', ...own, cancellable: false};
    const waits = request.startsAt === null || now >= request.startsAt;
    return {status: waits ? 'waiting' : 'scheduled', ...own, cancellable: true};
  }
  const {startsAt, endsAt} = callback.window;
  // Whoever works here may have moved it.
  const promised = callback.time === null ? {startsAt: null, endsAt: null} : {startsAt, endsAt};
  if (callback.status === 'scheduled' && callback.attempts > 0)
    return {status: 'again', startsAt: callback.dueAt, endsAt: null, cancellable: true};
  if (callback.status === 'scheduled') {
    const waits = callback.time === null || now >= startsAt;
    return {status: waits ? 'waiting' : 'scheduled', ...promised, cancellable: true};
  }
  return {status: contactStatus === 'dialling' ? 'calling' : 'waiting', ...promised, cancellable: true};
}

/** [PK-222] Of the last that a callback with this wish could still be kept: one whose turn comes at night is put off ([PK-99]). */
function lastMoment({endsAt, createdAt, zone}: RequestFacts, {directMs, lateMs, hours}: Rules): number {
  if (endsAt === null) return createdAt + directMs;
  const opening = nextCallingTime(hours, zone, endsAt + lateMs);
  return opening === endsAt + lateMs ? opening : opening + lateMs;
}

function outcomeOf(callback: Callback): RequestStatus {
  switch (callback.status) {
    case 'kept':
      return 'talked';
    case 'unreached':
      return 'unreached';
    case 'expired':
      return 'late';
    case 'cancelled':
      return 'cancelled';
    case 'scheduled':
    case 'queued':
      return 'waiting';
    default:
      return unreachable(callback);
  }
}
