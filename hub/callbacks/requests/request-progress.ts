import type {CallbackProgress} from '../../../src/api/wire/callback-request.ts';
import {requestProgress} from '../../../src/domain/callback-progress.ts';
import type {Callback} from '../../../src/domain/callback.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import {runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {readCallback} from '../callback-store.ts';
import type {AnyRequest} from './request-store.ts';

/**
 * Who is before somebody in the queue's lines, whatever skills they need: the customer asks how many are, not who could have them. Its own
 * contact is found by the same look, since it may have been made a moment ago.
 */
const BEFORE = `
  select count(*)::int as before from contact
  where line_id in (select id from routing_line where queue_id = $1 and channel = 'voice')
    and status = 'waiting' and personal_agent_id is null
    and id is distinct from (select contact_id from callback where id = $2)
    and (priority, enqueued_at, id) < ($3, $4, $5::uuid)`;

type Place = {
  readonly status: Contact['status'];
  readonly priority: number;
  readonly enqueuedAt: number;
};

const PLACE = `select status, priority, enqueued_at as "enqueuedAt" from contact where id = $1`;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const PRIORITY = 'select priority from queue where id = $1';

/** What becomes of a request, as its customer is told. */
export async function progressOf(work: Work, request: AnyRequest): Promise<CallbackProgress> {
  const callback = request.callback_id === null ? null : await readCallback(work, request.callback_id);
  if (callback === null && request.callback_id !== null) throw new TypeError('a request has a callback');
  const contactId = callback?.contactId ?? null;
  const place = contactId === null ? null : await runForOne<Place>(work, PLACE, [contactId]);
  const {rules} = work.settings.callbacks;
  const {starts_at: startsAt, ends_at: endsAt, created_at: createdAt, joined, withdrawn_at: withdrawnAt} = request;
  const progress = requestProgress(
    {zone: request.zone, startsAt, endsAt, createdAt, joined, withdrawn: withdrawnAt !== null},
    callback,
    place?.status ?? null,
    {now: work.now, rules},
  );
  const waits = progress.status === 'waiting';
  return {
    ...progress,
    number: request.number_shown,
    zone: request.zone,
    position: waits ? await positionOf(work, request, callback, place) : null,
  };
}

/** As many as are called before, itself counted: of one that has joined another, by the moment at which it was asked for. */
async function positionOf(
  work: Work,
  request: AnyRequest,
  callback: Callback | null,
  place: Place | null,
): Promise<number | null> {
  if (!request.joined && place?.status === 'offered') return 1;
  const own = request.joined ? null : place;
  const enqueuedAt = own?.enqueuedAt ?? request.starts_at ?? request.created_at;
  const priority = own?.priority ?? (await runForOne<{priority: number}>(work, PRIORITY, [request.queue_id]))?.priority;
  if (priority === undefined) return null;
  const queueId = request.joined || callback === null ? request.queue_id : callback.queueId;
  const last = request.joined ? LAST_ID : (callback?.contactId ?? LAST_ID);
  const values = [queueId, callback?.id ?? null, priority, new Date(enqueuedAt), last];
  const found = await runForOne<{before: number}>(work, BEFORE, values);
  return (found?.before ?? 0) + 1;
}
