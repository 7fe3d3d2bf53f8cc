/** A hub that keeps callbacks, and the steps its tests begin with. */
import assert from 'node:assert/strict';
import type {CallbackProblem, CallbackView, CallbackWish} from '../../../src/api/wire/callbacks.ts';
import type {CommandReply} from '../../../src/api/wire/commands.ts';
import {isZone, wallTimeAt} from '../../../src/domain/zone-time.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, type TestHubOptions, startTestHub} from '../../support/test-hub.ts';

const HOUR_MS = 3_600_000;
export const CUSTOMER = '+12015550177';

export function hubForCallbacks(options: TestHubOptions = {}, callbacks: object = {}): Promise<TestHub> {
  const organisation = (file: object): object => ({
    ...(options.organisation?.(file) ?? file),
    callbacks: {entryPoint: 'billing-line', callingHours: {from: '00:00', to: '24:00'}, ...callbacks},
  });
  return startTestHub({...options, organisation});
}

/** In an hour, for an hour, where that is the same day; else tomorrow morning. */
export function wish(changes: Partial<CallbackWish> = {}, now = Date.now()): CallbackWish {
  const zone = isZone(changes.zone ?? '') ? (changes.zone ?? '') : 'America/New_York';
  const [start, end] = [wallTimeAt(zone, now + HOUR_MS), wallTimeAt(zone, now + 2 * HOUR_MS)];
  const times =
    start.date === end.date
      ? {date: start.date, start: start.time, end: end.time}
      : {date: wallTimeAt(zone, now + 24 * HOUR_MS).date, start: '09:00', end: '10:00'};
  return {
    ...{number: CUSTOMER, name: 'Ada Nkemelu', reason: 'Invoice 7', queueId: 'billing', assigneeId: null},
    ...times,
    zone,
    ...changes,
  };
}

/** Where it is about noon, whenever the test runs: a time there ends on the same day. */
export function zoneAtNoon(now: number): string {
  const hours = 12 - new Date(now).getUTCHours();
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

export async function schedules(
  desk: TestDesk,
  changes: Partial<CallbackWish> & {readonly contactId?: string | null} = {},
): Promise<string> {
  const {contactId = null, ...rest} = changes;
  const reply = await desk.hub.send('ScheduleCallback', {...wish(rest), contactId});
  assert.ok(reply.status === 'done', JSON.stringify(reply));
  return reply.result.callbackId;
}

/** What is wrong, such as `start too-soon`; empty when nothing is. */
export function problemsIn(reply: CommandReply): readonly string[] {
  if (reply.status === 'done') return [];
  assert.equal(reply.code, 'invalid-callback');
  return (reply.problems ?? []).map(({field, fault}: CallbackProblem) => `${field} ${fault}`);
}

/** Its time has come. */
export async function becomesDue(hub: Pick<TestHub, 'query'>, callbackId: string): Promise<void> {
  await hub.query(
    `update callback set starts_at = now(), due_at = now(), ends_at = now() + interval '1 hour',
       expires_at = now() + interval '2 hours' where id = $1 and status = 'scheduled'`,
    [callbackId],
  );
}

export async function changedTo(
  desk: TestDesk,
  callbackId: string,
  fits: (callback: CallbackView) => boolean,
  from = 0,
): Promise<CallbackView> {
  const event = await desk.events.find(
    'the callback is told',
    (each) => each.type === 'CallbackChanged' && each.callback.id === callbackId && fits(each.callback),
    from,
  );
  assert.ok(event.type === 'CallbackChanged');
  return event.callback;
}

/** The offer of a callback's contact. */
export async function offered(desk: TestDesk, from = 0) {
  const event = await desk.events.find(
    'a callback rings',
    (each) => each.type === 'ContactOffered' && each.contact.kind === 'callback',
    from,
  );
  assert.ok(event.type === 'ContactOffered');
  return event;
}

type Kept = {readonly id: string; readonly status: string; readonly attempts: number};

export async function stored(hub: TestHub, callbackId: string): Promise<Kept | undefined> {
  const [row] = await hub.query<Kept>('select id, status, attempts from callback where id = $1', [callbackId]);
  return row;
}
