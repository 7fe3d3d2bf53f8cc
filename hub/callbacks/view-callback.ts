import type {CallbackView} from '../../src/api/wire/callbacks.ts';
import {type Callback, shownZone} from '../../src/domain/callback.ts';
import {shownAddress} from '../desk/missed.ts';
import {type CallbackRow, callbackFrom} from './callback-store.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type Names = {readonly id: string; readonly name: string};

/** The names that identifiers stand for: of queues and agents. */
const NAMES = `
  select id, name from queue where id = any($1::text[])
  union all select id::text, name from agent where id = any($2::uuid[])`;

export async function viewCallback(work: Work, callback: Callback): Promise<CallbackView> {
  const [view] = await viewCallbacks(work, [callback]);
  if (view === undefined) throw new TypeError('one callback has one view');
  return view;
}

/** As desks see them, in the given order. */
export async function viewCallbacks(work: Work, callbacks: readonly Callback[]): Promise<readonly CallbackView[]> {
  if (callbacks.length === 0) return [];
  const queues = callbacks.map(({queueId}) => queueId);
  const agents = callbacks.flatMap(({assigneeId, createdBy}) => [assigneeId, createdBy]).filter((id) => id !== null);
  const rows = await run<Names>(work, NAMES, [queues, agents]);
  const names = new Map(rows.map(({id, name}) => [id, name]));
  return callbacks.map((each) => viewOf(each, names, work.settings.dataProtection));
}

function viewOf(callback: Callback, names: ReadonlyMap<string, string>, masked: boolean): CallbackView {
  const {id, kind, source, status, customer, reason, queueId, assigneeId, createdBy, time, window} = callback;
  const {attempts, createdAt, version} = callback;
  const agent = (agentId: string | null) => (agentId === null ? null : {agentId, name: names.get(agentId) ?? ''});
  return {
    ...{id, kind, source, status, reason, attempts, createdAt, version},
    zone: shownZone(callback),
    number: shownAddress(customer.number, masked),
    name: customer.name,
    queue: {id: queueId, name: names.get(queueId) ?? ''},
    assignee: agent(assigneeId),
    createdBy: agent(createdBy),
    date: time?.date ?? null,
    start: time?.start ?? null,
    end: time?.end ?? null,
    startsAt: window.startsAt,
    endsAt: window.endsAt,
    dueAt: callback.status === 'scheduled' ? callback.dueAt : null,
    closedAt: 'closedAt' in callback ? callback.closedAt : null,
    cancelledBy: callback.status === 'cancelled' ? callback.by : null,
  };
}

const SHOWN_MAX = 200;

const OPEN_OF_NUMBER = `
  select * from callback where number = $1 and status in ('scheduled', 'queued') order by starts_at, id limit ${SHOWN_MAX}`;
const OPEN_PROMISED_IN = `
  select * from callback where from_contact_id = $1 and closed_at is null order by starts_at, id limit ${SHOWN_MAX}`;
const OPEN_OF_AGENT = `
  (select * from callback where assignee_id = $1 and status in ('scheduled', 'queued') order by starts_at limit ${SHOWN_MAX})
  union (select * from callback where created_by = $1 and status in ('scheduled', 'queued') order by starts_at limit ${SHOWN_MAX})
  order by starts_at, id limit ${SHOWN_MAX}`;

/** [CB-44] */
export async function callbacksOfNumber(work: Work, number: string): Promise<readonly CallbackView[]> {
  return viewCallbacks(work, (await run<CallbackRow>(work, OPEN_OF_NUMBER, [number])).map(callbackFrom));
}

export async function callbacksPromisedIn(work: Work, contactId: string): Promise<readonly CallbackView[]> {
  return viewCallbacks(work, (await run<CallbackRow>(work, OPEN_PROMISED_IN, [contactId])).map(callbackFrom));
}

/** [CB-59] Theirs to keep, and those they promised. */
export async function callbacksOfAgent(work: Work, agentId: string): Promise<readonly CallbackView[]> {
  return viewCallbacks(work, (await run<CallbackRow>(work, OPEN_OF_AGENT, [agentId])).map(callbackFrom));
}
