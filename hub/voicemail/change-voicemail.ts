import type {Callback} from '../../src/domain/callback.ts';
import {announceCallback, recordCallback} from '../callbacks/apply-to-callback.ts';
import {callbackEntryPoint} from '../callbacks/callback-choices.ts';
import {insertCallback, readCallback} from '../callbacks/callback-store.ts';
import {zoneOfQueue} from '../callbacks/promise-callback.ts';
import {record} from '../store/audit.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {isCallable} from './list-voicemails.ts';

type Locked = {
  readonly number: string;
  readonly name: string | null;
  readonly queueId: string;
  readonly contactId: string;
  readonly doneAt: number | null;
  readonly callbackId: string | null;
};

const LOCK = `
  select number, name, queue_id as "queueId", contact_id as "contactId", done_at as "doneAt", callback_id as "callbackId"
  from voicemail where id = $1 for update`;

/** [VX-10] Somebody has dealt with it, or it is to be dealt with again. Said again, it changes nothing. */
export async function markVoicemail(work: Work, id: string, done: boolean, agentId: string): Promise<void> {
  const row = await runForOne<Locked>(work, LOCK, [id]);
  if (row === null || (row.doneAt !== null) === done) return;
  await run(work, 'update voicemail set done_at = $2, done_by = $3 where id = $1', [
    id,
    done ? new Date(work.now) : null,
    done ? agentId : null,
  ]);
  await note(work, done ? 'finish-voicemail' : 'reopen-voicemail', agentId, row);
}

export async function deleteVoicemail(work: Work, id: string, agentId: string): Promise<void> {
  const row = await runForOne<Locked>(work, LOCK, [id]);
  if (row === null) return;
  await run(work, 'delete from voicemail where id = $1', [id]);
  await note(work, 'delete-voicemail', agentId, row);
}

/** Who has heard it, and when. */
export async function noteListening(work: Work, id: string, agentId: string): Promise<void> {
  const row = await runForOne<Locked>(work, LOCK, [id]);
  if (row !== null) await note(work, 'listen-voicemail', agentId, row);
}

/**
 * [VX-11] The agent calls back: as their next contact, by a personal callback that is due at once, so that it is tried, counted and kept
 * like any other. Asked again by the same agent while that is open, it is the same.
 */
export async function callBack(
  work: Work,
  id: string,
  agentId: string,
): Promise<'done' | 'callback-open' | 'callbacks-not-set-up' | 'number-not-callable'> {
  if ((await callbackEntryPoint(work)) === null) return 'callbacks-not-set-up';
  const row = await runForOne<Locked>(work, LOCK, [id]);
  if (row === null) return 'done';
  if (!isCallable(work, row.number)) return 'number-not-callable';
  const before = row.callbackId === null ? null : await readCallback(work, row.callbackId);
  if (before?.status === 'scheduled' || before?.status === 'queued')
    return before.createdBy === agentId ? 'done' : 'callback-open';
  const zone = await zoneOfQueue(work, row.queueId);
  const callback = personalCallback(work, row, agentId, zone);
  await insertCallback(work, callback);
  await recordCallback(work, callback, 'schedule', `agent:${agentId}`);
  await announceCallback(work, callback, null);
  await run(work, 'update voicemail set callback_id = $2 where id = $1', [id, callback.id]);
  await markVoicemail(work, id, true, agentId);
  return 'done';
}

function personalCallback(
  work: Work,
  {number, name, queueId, contactId}: Locked,
  agentId: string,
  zone: string | null,
): Callback {
  return {
    id: crypto.randomUUID(),
    ...{kind: 'personal', source: 'call'},
    customer: {number, name},
    reason: '',
    ...{queueId, assigneeId: agentId, createdBy: agentId},
    ...{time: null, zone},
    window: {startsAt: work.now, endsAt: work.now + work.settings.callbacks.limits.longestMs},
    ...{attempts: 0, fromContactId: contactId, contactId: null},
    ...{createdAt: work.now, version: 1},
    status: 'scheduled',
    dueAt: work.now,
  };
}

function note(work: Work, action: string, agentId: string, {contactId}: Locked): Promise<void> {
  return record(work, {actor: `agent:${agentId}`, action, contactId, agentId});
}
