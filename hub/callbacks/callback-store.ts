import type {Callback, CallbackFacts, CallbackPhase} from '../../src/domain/callback.ts';
import {expiresAt} from '../../src/domain/callback-rules.ts';
import type {CallbackCount} from '../../src/domain/callback-figures.ts';
import {callbackSortName, callbackTokens} from '../../src/domain/callback-search.ts';
import {type Selectable, sql} from 'kysely';
import type {CallbackTables} from '../store/callback-tables.ts';
import {need} from '../store/contact-rows.ts';
import type {Reading} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {countCallback} from './callback-figures.ts';

export type CallbackRow = Selectable<CallbackTables['callback']>;

/** What stands where nobody knows the zone ([PK-229]). Another one there is from a hub of the version before, which does not take the mark away. */
const IN_PLACE = 'UTC';
/** The zone in SQL; null: nobody knows it. */
export const KNOWN_ZONE = `case when zone_unknown then nullif(zone, '${IN_PLACE}') else zone end`;

export function callbackFrom(row: CallbackRow): Callback {
  const facts: CallbackFacts = {
    id: row.id,
    kind: row.kind,
    source: row.source,
    customer: {number: row.number, name: row.name},
    reason: row.reason,
    queueId: row.queue_id,
    assigneeId: row.assignee_id,
    createdBy: row.created_by,
    time: row.written,
    zone: row.zone_unknown && row.zone === IN_PLACE ? null : row.zone,
    window: {startsAt: row.starts_at, endsAt: row.ends_at},
    attempts: row.attempts,
    fromContactId: row.from_contact_id,
    contactId: row.contact_id,
    createdAt: row.created_at,
    version: row.version,
  };
  return {...facts, ...phaseFrom(row)};
}

function phaseFrom(row: CallbackRow): CallbackPhase {
  switch (row.status) {
    case 'scheduled':
      return {status: 'scheduled', dueAt: need(row.due_at, 'callback.due_at')};
    case 'queued':
      return {status: 'queued'};
    case 'cancelled':
      return {
        status: 'cancelled',
        closedAt: need(row.closed_at, 'callback.closed_at'),
        by: need(row.cancelled_by, 'callback.cancelled_by'),
      };
    default:
      return {status: row.status, closedAt: need(row.closed_at, 'callback.closed_at')};
  }
}

/** Stores one that was just made, and counts it as what it is. */
export async function insertCallback(work: Work, callback: Callback, counted = countOf(callback)): Promise<void> {
  const {id, kind, source, createdBy, fromContactId, createdAt} = callback;
  await work.tx
    .insertInto('callback')
    .values({
      ...{id, kind, source},
      created_by: createdBy,
      from_contact_id: fromContactId,
      created_at: new Date(createdAt),
      queued_at: callback.status === 'queued' ? new Date(work.now) : null,
      ...columnsOf(work, callback),
    })
    .execute();
  await countCallback(work, callback.queueId, counted);
  if (isDueSoon(work, callback)) work.wake('callback');
}

function countOf({kind}: Callback): CallbackCount {
  return kind === 'direct' ? 'accepted' : kind;
}

/** @param before what it was: when it was queued is kept with it */
export async function saveCallback(work: Work, before: Callback, after: Callback): Promise<void> {
  const queuedAt = after.status === 'queued' && before.status !== 'queued' ? {queued_at: new Date(work.now)} : {};
  await work.tx
    .updateTable('callback')
    .set({...columnsOf(work, after), ...queuedAt})
    .where('id', '=', after.id)
    .execute();
  if (isDueSoon(work, after)) work.wake('callback');
}

function columnsOf(work: Work, callback: Callback) {
  const {customer, reason, queueId, assigneeId, time, zone, window, attempts, contactId, version, status} = callback;
  const {rules} = work.settings.callbacks;
  return {
    ...{status, reason, attempts, version},
    zone: zone ?? IN_PLACE,
    zone_unknown: zone === null,
    number: customer.number,
    name: customer.name,
    queue_id: queueId,
    assignee_id: assigneeId,
    written: time === null ? null : JSON.stringify(time),
    starts_at: new Date(window.startsAt),
    ends_at: new Date(window.endsAt),
    due_at: callback.status === 'scheduled' ? new Date(callback.dueAt) : null,
    contact_id: contactId,
    expires_at: new Date(expiresAt(callback, rules)),
    closed_at: 'closedAt' in callback ? new Date(callback.closedAt) : null,
    cancelled_by: callback.status === 'cancelled' ? callback.by : null,
    sort_due: new Date(callback.status === 'scheduled' ? callback.dueAt : window.startsAt),
    ...foundBy({...customer, reason}),
  };
}

function foundBy(person: Callback['customer'] & Pick<Callback, 'reason'>) {
  const tokens = callbackTokens(person);
  return {sort_name: callbackSortName(person), search: sql<string>`array_to_tsvector(${tokens}::text[])`};
}

const SOON_MS = 2_000;

function isDueSoon({now}: Work, callback: Callback): boolean {
  return callback.status === 'scheduled' && callback.dueAt <= now + SOON_MS;
}

const LOCK = 'select * from callback where id = $1 for update';
const LOCK_OF_CONTACT = `select * from callback where contact_id = $1 and status = 'queued' for update`;

/** Whoever also needs its contact has locked that before. */
export async function lockCallback(work: Work, id: string): Promise<Callback | null> {
  if (!isIdentifier(id)) return null;
  const row = await runForOne<CallbackRow>(work, LOCK, [id]);
  return row === null ? null : callbackFrom(row);
}

/** The callback that a contact is to keep. */
export async function lockCallbackOf(work: Work, contactId: string): Promise<Callback | null> {
  const row = await runForOne<CallbackRow>(work, LOCK_OF_CONTACT, [contactId]);
  return row === null ? null : callbackFrom(row);
}

export async function readCallback(asking: Reading, id: string): Promise<Callback | null> {
  if (!isIdentifier(id)) return null;
  const row = await runForOne<CallbackRow>(asking, 'select * from callback where id = $1', [id]);
  return row === null ? null : callbackFrom(row);
}
