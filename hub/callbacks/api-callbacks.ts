import type {CallbackPersonProblem} from '../../src/domain/callback-customer.ts';
import {callbackPerson} from '../../src/domain/callback-customer.ts';
import {
  type CallbackTime,
  type CallbackTimeProblem,
  type CallbackWindow,
  callbackWindow,
  isSameTime,
} from '../../src/domain/callback-time.ts';
import {type Callback, type CallbackEdit, shownZone} from '../../src/domain/callback.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {isZone} from '../../src/domain/zone-time.ts';
import type {CallbackChange, CallbackSubmission} from '../http/callbacks-schema.ts';
import type {FieldProblem} from '../http/problem.ts';
import {run, runForOne} from '../store/statement.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback, recordCallback} from './apply-to-callback.ts';
import {callbackEntryPoint} from './callback-choices.ts';
import {type CallbackRow, callbackFrom, insertCallback, lockCallback} from './callback-store.ts';
import {takeBackBrought} from './requests/hand-on.ts';
import {lockNumberOf} from './requests/lock-number.ts';
import {calledNumber} from './requests/number-kind.ts';
import {lockName, openCallbackOf} from './requests/request-store.ts';
import {hashOf} from './requests/secret.ts';
import {nextStanding} from './requests/standing-requests.ts';

export type Submission = {
  readonly client: string;
  readonly requestKey: string;
  readonly fingerprint: string;
  readonly body: CallbackSubmission;
};

export type ApiOutcome =
  | {readonly status: 'created' | 'known' | 'changed'; readonly callbackId: string}
  | {readonly status: 'invalid'; readonly errors: readonly FieldProblem[]}
  | {readonly status: 'key-reused' | 'callbacks-not-set-up' | 'callback-open' | 'not-found'}
  | {readonly status: 'stale' | 'callback-begun' | 'callback-gone' | 'callback-joined'};

const SENT_BEFORE = `
  select callback_id as "callbackId", fingerprint from api_callback where client = $1 and request_key = $2`;
const CLAIM = `
  insert into api_callback (callback_id, client, request_key, fingerprint, created_at) values ($1, $2, $3, $4, $5)`;

/** [PK-53] Another system asks for a callback. A request that came before is answered before anything is checked. */
export async function submitCallback(work: Work, submission: Submission): Promise<ApiOutcome> {
  const {client, requestKey, fingerprint, body} = submission;
  await lockName(work, `request ${hashOf(`${client}\n${requestKey}`)}`);
  const before = await runForOne<{callbackId: string; fingerprint: string}>(work, SENT_BEFORE, [client, requestKey]);
  if (before !== null)
    return before.fingerprint === fingerprint
      ? {status: 'known', callbackId: before.callbackId}
      : {status: 'key-reused'};
  if ((await callbackEntryPoint(work)) === null) return {status: 'callbacks-not-set-up'};
  const filled = await fill(work, body);
  if ('errors' in filled) return {status: 'invalid', errors: filled.errors};
  const {edit} = filled;
  await lockName(work, `number ${hashOf(edit.customer.number)}`);
  if ((await openCallbackOf(work, edit.customer.number)) !== null) return {status: 'callback-open'};
  const callback: Callback = {
    id: crypto.randomUUID(),
    kind: 'web',
    source: body.source,
    ...edit,
    ...{createdBy: null, attempts: 0, fromContactId: null, contactId: null, createdAt: work.now, version: 1},
    status: 'scheduled',
    dueAt: edit.window.startsAt,
  };
  await insertCallback(work, callback);
  await run(work, CLAIM, [callback.id, client, requestKey, fingerprint, new Date(work.now)]);
  await recordCallback(work, callback, 'request', 'api');
  return {status: 'created', callbackId: callback.id};
}

/** [CB-47] Until its time begins. @param seenVersion the one the client has read @throws {Moved} */
export async function changeCallback(
  work: Work,
  client: string,
  callbackId: string,
  {seenVersion, change}: {readonly seenVersion: number; readonly change: CallbackChange},
): Promise<ApiOutcome> {
  if (!(await isOwn(work, client, callbackId))) return {status: 'not-found'};
  const called = change.number === undefined ? null : calledNumber(change.number, work.settings.country, null);
  if (called !== null && 'number' in called) await lockNumberOf(work, callbackId, called.number);
  const before = await lockCallback(work, callbackId);
  if (before === null) return {status: 'not-found'};
  const {customer, reason, queueId, time, assigneeId} = before;
  const body = {
    ...{queue: queueId, number: customer.number, name: customer.name ?? '', reason},
    time: time ?? {zone: shownZone(before)},
    ...withoutUndefined(change),
  };
  // [PK-211] A time that is not changed, be it named again, may be nearer than a new one could be; a queue may be closed for good since.
  const same = change.time === undefined || (time !== null && isSameTime(time, writtenOf(change.time)));
  const filled = await fill(work, body, {times: same ? before : null, queueId, assigneeId});
  if ('errors' in filled) return {status: 'invalid', errors: filled.errors};
  const refusedNumber = await refusalOfNumber(work, before, filled.edit.customer.number);
  if (refusedNumber !== null) return {status: refusedNumber};
  const applied = await applyToCallback(work, before, {type: 'edit', seenVersion, edit: filled.edit}, 'api');
  if (!('refused' in applied)) return {status: 'changed', callbackId};
  const {refused} = applied;
  return {status: refused === 'callback-gone' || refused === 'callback-begun' ? refused : 'stale'};
}

/** [PK-125] Nobody else's number is promised twice, and who asked for this one is not called at another. */
async function refusalOfNumber(work: Work, {id, customer}: Callback, number: string) {
  if (number === customer.number) return null;
  if ((await openCallbackOf(work, number)) !== null) return 'callback-open';
  return (await nextStanding(work, id, null)) === null ? null : 'callback-joined';
}

/** [PK-8] On the customer's behalf: until somebody speaks to them. @throws {Moved} */
export async function cancelCallback(work: Work, client: string, callbackId: string): Promise<ApiOutcome> {
  if (!(await isOwn(work, client, callbackId))) return {status: 'not-found'};
  return (await takeBackBrought(work, callbackId, 'api')) ? {status: 'changed', callbackId} : {status: 'callback-gone'};
}

const IS_OWN = 'select 1 from api_callback where callback_id = $1 and client = $2';
const OWN = `
  select callback.* from callback join api_callback on api_callback.callback_id = callback.id
  where api_callback.client = $1 and callback.id = $2`;
const OWN_OF_NUMBER = `
  select callback.* from callback join api_callback on api_callback.callback_id = callback.id
  where api_callback.client = $1 and callback.number = $2 order by callback.created_at desc, callback.id limit $3`;

/** Another's is as if it were not there. */
async function isOwn(work: Work, client: string, callbackId: string): Promise<boolean> {
  return isIdentifier(callbackId) && (await runForOne(work, IS_OWN, [callbackId, client])) !== null;
}

export async function ownCallback(work: Work, client: string, callbackId: string): Promise<Callback | null> {
  const row = isIdentifier(callbackId) ? await runForOne<CallbackRow>(work, OWN, [client, callbackId]) : null;
  return row === null ? null : callbackFrom(row);
}

/** Newest first. */
export async function ownCallbacksOf(
  work: Work,
  client: string,
  number: string,
  limit: number,
): Promise<readonly Callback[]> {
  return (await run<CallbackRow>(work, OWN_OF_NUMBER, [client, number, limit])).map(callbackFrom);
}

const QUEUE = `select 1 from queue where id = $1 and active and 'voice' = any(channels)`;

type Kept<T> = {readonly [key in keyof T]?: Exclude<T[key], undefined>};

function withoutUndefined({queue, number, name, reason, time}: CallbackChange): Kept<CallbackChange> {
  return {
    ...(queue === undefined ? {} : {queue}),
    ...(number === undefined ? {} : {number}),
    ...(name === undefined ? {} : {name}),
    ...(reason === undefined ? {} : {reason}),
    ...(time === undefined ? {} : {time}),
  };
}

type Filled = {readonly edit: CallbackEdit} | {readonly errors: readonly FieldProblem[]};

/** What stays of one that is there: its time and queue, unless others are named, and whose it is ([PK-195]). */
type Staying = {
  readonly times: Callback | null;
  readonly queueId: string | null;
  readonly assigneeId: string | null;
};

async function fill(
  work: Work,
  body: Omit<CallbackSubmission, 'source'>,
  kept: Staying = {times: null, queueId: null, assigneeId: null},
): Promise<Filled> {
  const {country} = work.settings;
  const person = callbackPerson(body, country, EMERGENCY_COUNTRIES);
  const called = calledNumber(body.number, country, null);
  const window: Times = kept.times ?? windowOf(work, body.time);
  const queue = body.queue === kept.queueId || (await runForOne(work, QUEUE, [body.queue])) !== null;
  const problems = 'problems' in person ? person.problems : [];
  const unknown = 'fault' in called && !problems.some(({field}) => field === 'number');
  const errors: readonly FieldProblem[] = [
    ...problems.map((each) => ({path: `/${each.field}`, expected: EXPECTED[each.field][each.fault]})),
    ...(unknown ? [{path: '/number', expected: NUMBER_EXPECTED[called.fault]}] : []),
    ...('problems' in window ? window.problems.map(timeError) : []),
    ...(queue ? [] : [{path: '/queue', expected: 'a queue of the organisation that takes voice'}]),
  ];
  if ('problems' in person || 'problems' in window || 'fault' in called || errors.length > 0) return {errors};
  const {name, reason} = person.person;
  const {time, zone} = window;
  return {
    edit: {
      customer: {number: called.number, name},
      ...{reason, queueId: body.queue, assigneeId: kept.assigneeId, time, zone, window: window.window},
    },
  };
}

type Times =
  | {readonly window: CallbackWindow; readonly time: CallbackTime | null; readonly zone: string | null}
  | {readonly problems: readonly CallbackTimeProblem[]};

function writtenOf({date, start, end, zone}: CallbackSubmission['time']) {
  return {date: date ?? null, start: start ?? null, end: end ?? null, zone};
}

function windowOf(work: Work, {zone, date, start, end}: CallbackSubmission['time']): Times {
  const {limits} = work.settings.callbacks;
  if (date === undefined || start === undefined || end === undefined) {
    if (!isZone(zone)) return {problems: [{field: 'zone', fault: 'unknown-zone'}]};
    return {window: {startsAt: work.now, endsAt: work.now + limits.longestMs}, time: null, zone};
  }
  const time = {date, start, end, zone};
  const outcome = callbackWindow(time, work.now, limits);
  return 'problems' in outcome ? outcome : {window: outcome.window, time, zone};
}

function timeError({field, fault, next}: CallbackTimeProblem): FieldProblem {
  const expected = TIME_EXPECTED[fault];
  return {path: `/time/${field}`, expected: next === undefined ? expected : `${expected} ${next}`};
}

const NUMBER_EXPECTED = {
  impossible: 'a number that somebody can have',
  premium: 'a number of an ordinary kind',
  country: 'a number of a country that is called',
} as const;

const NAME_FAULTS = {
  required: 'to be there',
  'too-short': 'at least 3 characters',
  'too-long': 'at most 250 characters',
  'invalid-character': 'a text',
  'misplaced-plus': 'a text',
  emergency: 'a text',
} as const;

const EXPECTED: Readonly<
  Record<CallbackPersonProblem['field'], Readonly<Record<CallbackPersonProblem['fault'], string>>>
> = {
  number: {
    required: 'to be there',
    'invalid-character': 'digits, with spaces, hyphens, dots, commas or brackets between',
    'misplaced-plus': 'a plus at the beginning only',
    'too-short': 'at least 7 digits',
    'too-long': 'at most 15 digits',
    emergency: 'no emergency number',
  },
  name: NAME_FAULTS,
  reason: NAME_FAULTS,
};

const TIME_EXPECTED: Readonly<Record<CallbackTimeProblem['fault'], string>> = {
  required: 'to be there',
  invalid: 'a date YYYY-MM-DD, a time HH:MM',
  'unknown-zone': 'an IANA time zone',
  skipped: 'a time that the clock shows: the next is',
  'too-soon': 'a later time',
  'too-far': 'an earlier date',
  'not-after-start': 'a time after the start',
  'too-short': 'a longer time to call',
  'too-long': 'a shorter time to call',
  'outside-hours': 'a time within the calling hours',
};
