/** A hub whose queues overflow, and the steps its tests begin with. */
import assert from 'node:assert/strict';
import {stepWaitMenu} from '../../../hub/overflow/wait-menu.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import type {OverflowRules} from '../../../src/domain/overflow.ts';
import type {WaitMenuEvent} from '../../../src/domain/wait-menu.ts';
import {type TestHub, type TestHubOptions, startTestHub} from '../../support/test-hub.ts';
import {read} from '../flows/scenes.ts';

type Item = Record<string, unknown> & {readonly id: string};
type File = Record<string, unknown> & {readonly queues: readonly Item[]; readonly entryPoints: readonly Item[]};

export const CALLBACK_AT_ONCE: OverflowRules = {
  before: [{when: {kind: 'waiting', limit: 1}, action: {kind: 'callback'}}],
  waiting: [],
};

/**
 * @param rules by the queue's id
 * @param queue what those queues have beside
 */
export function withOverflow(
  rules: Readonly<Record<string, Partial<OverflowRules>>>,
  more: object = {},
  queue: object = {},
) {
  return (file: object): object => {
    const {queues, ...rest}: File = Object(file);
    return {
      ...rest,
      queues: queues.map((each) =>
        rules[each.id] === undefined ? each : {...each, ...queue, overflow: rules[each.id]},
      ),
      callbacks: {entryPoint: 'billing-line', callingHours: {from: '00:00', to: '24:00'}},
      ...more,
    };
  };
}

export function overflowingHub(
  rules: Parameters<typeof withOverflow>[0],
  more: object = {},
  options: TestHubOptions = {},
  queue: object = {},
): Promise<TestHub> {
  return startTestHub({organisation: withOverflow(rules, more, queue), ...options});
}

export async function tellMenu(
  hub: Pick<TestHub, 'store'>,
  contactId: string,
  ...events: readonly WaitMenuEvent[]
): Promise<void> {
  for (const event of events)
    await hub.store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      if (contact !== null) await stepWaitMenu(work, contact, event);
    });
}

export const TIME_OUT: WaitMenuEvent = {type: 'time-out'};
export const ONE: WaitMenuEvent = {type: 'digit', digit: '1'};

/** They are offered a callback and take it. @returns the contact as it then is */
export async function takesCallback(hub: TestHub, contactId: string): Promise<Contact> {
  await tellMenu(hub, contactId, TIME_OUT, ONE);
  return read(hub, contactId);
}

/** The goodbye is over. */
export async function leavesLine(hub: TestHub, contactId: string): Promise<void> {
  await tellMenu(hub, contactId, TIME_OUT);
}

/** Where the menu of a contact is; null when it has none. */
export async function menuOf(hub: Pick<TestHub, 'query'>, contactId: string): Promise<string | null> {
  const [row] = await hub.query<{step: string}>('select step from wait_menu where contact_id = $1', [contactId]);
  return row?.step ?? null;
}

/** In how many milliseconds a timer of a contact is due. */
export async function dueInMs(
  hub: Pick<TestHub, 'query'>,
  contactId: string,
  kind: 'wait-menu' | 'overflow',
): Promise<number | null> {
  const [row] = await hub.query<{ms: number}>(
    'select (extract(epoch from due_at - now()) * 1000)::float8 as ms from timer where kind = $2 and subject = $1',
    [contactId, kind],
  );
  return row?.ms ?? null;
}

/** A timer of a contact is due, and the hub notices. */
export async function passTime(
  hub: Pick<TestHub, 'query'>,
  contactId: string,
  kind: 'wait-menu' | 'overflow',
): Promise<void> {
  await hub.query(
    `with due as (update timer set due_at = now() where kind = $2 and subject = $1)
     select pg_notify('cordboard_wake', 'timer')`,
    [contactId, kind],
  );
}

/** They have waited so long by now, and the hub notices. */
export async function waitedSoLong(hub: Pick<TestHub, 'query'>, contactId: string, ms: number): Promise<void> {
  await hub.query(`update contact set enqueued_at = now() - $2 * interval '1 millisecond' where id = $1`, [
    contactId,
    ms,
  ]);
  await passTime(hub, contactId, 'overflow');
}

/** Callers who were answered lately, each after so long. */
export async function wereAnswered(hub: TestHub, queueId: string, waitedMs: number, times: number): Promise<void> {
  await hub.query(
    `insert into queue_wait (queue_id, answered_at, waited_ms) select $1, now() - interval '1 minute', $2 from generate_series(1, $3)`,
    [queueId, waitedMs, times],
  );
}

export async function callbacksOf(hub: TestHub, number: string) {
  return hub.query<{id: string; kind: string; source: string; status: string; contact_id: string; attempts: number}>(
    'select id, kind, source, status, contact_id, attempts from callback where number = $1 order by created_at',
    [number],
  );
}

export function assertClose(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual - expected) < 5_000, `${actual} instead of about ${expected}`);
}
