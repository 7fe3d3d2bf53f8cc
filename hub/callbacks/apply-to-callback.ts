import {type Callback, type CallbackAction, transitionCallback} from '../../src/domain/callback.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {record} from '../store/audit.ts';
import {appendEvent} from '../store/outbox.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {reopenVoicemail} from '../voicemail/voicemail-store.ts';
import {countCallback} from './callback-figures.ts';
import {saveCallback} from './callback-store.ts';
import {tellLoss} from './lost-callbacks.ts';
import {viewCallback} from './view-callback.ts';

export type AppliedToCallback = {readonly callback: Callback; readonly changed: boolean} | {readonly refused: Refusal};

/** The one way a callback changes: rule, row, audit, and who is told, in one transaction. Its row is locked. */
export async function applyToCallback(
  work: Work,
  before: Callback,
  action: CallbackAction,
  actor: string,
): Promise<AppliedToCallback> {
  const outcome = transitionCallback(before, action, work.now, work.settings.callbacks.rules);
  if ('refused' in outcome || !outcome.changed) return outcome;
  const {callback} = outcome;
  await saveCallback(work, before, callback);
  await countClosing(work, before, callback);
  if ('closedAt' in callback && callback.status !== 'kept') await reopenVoicemail(work, callback.id);
  await recordCallback(work, callback, action.type, actor, changedIn(before, callback));
  await announceCallback(work, callback, before);
  await tellLoss(work, before, callback, concerned(callback, before));
  return outcome;
}

/** [DC-28] What has become of it. One that is kept has saved its customer the time since they left the line, if they chose to. */
async function countClosing(work: Work, before: Callback, after: Callback): Promise<void> {
  if (before.status === after.status || after.status === 'scheduled' || after.status === 'queued') return;
  const chosen = after.status === 'kept' && after.kind === 'direct' && !(await isOwed(work, after));
  await countCallback(work, after.queueId, after.status, chosen ? Math.max(0, after.closedAt - after.createdAt) : 0);
}

const BROKE_OFF = `select 1 from contact where id = $1 and kind = 'ordinary'`;

/** [PK-100] The call it came from broke off; one that asked for it is a callback itself. */
async function isOwed(work: Work, {fromContactId}: Callback): Promise<boolean> {
  return fromContactId !== null && (await runForOne(work, BROKE_OFF, [fromContactId])) !== null;
}

/** What is another now, by name: never what it was or is. */
function changedIn(before: Callback, after: Callback): string {
  const {customer: had, ...was} = before;
  const {customer: has, ...is} = after;
  const same = {
    number: had.number === has.number,
    name: had.name === has.name,
    reason: was.reason === is.reason,
    queue: was.queueId === is.queueId,
    assignee: was.assigneeId === is.assigneeId,
    time: was.zone === is.zone && timeOf(before) === timeOf(after),
  };
  return Object.entries(same)
    .filter(([, kept]) => !kept)
    .map(([field]) => field)
    .join(' ');
}

function timeOf({time, window: {startsAt, endsAt}}: Callback): string {
  return JSON.stringify([time?.date, time?.start, time?.end, startsAt, endsAt]);
}

/** [PK-134] @param changed the fields of it that are others now */
export async function recordCallback(
  work: Work,
  callback: Callback,
  action: string,
  actor: string,
  changed = '',
): Promise<void> {
  const {id, contactId, status, attempts, version} = callback;
  await record(work, {
    actor,
    action: `callback-${action}`,
    ...(contactId === null ? {} : {contactId}),
    detail: {callback: id, status, attempts, version, ...(changed === '' ? {} : {changed})},
  });
}

/** Who promised it, and whose it is or was. */
export async function announceCallback(work: Work, callback: Callback, before: Callback | null): Promise<void> {
  const told = concerned(callback, before);
  if (told.length === 0) return;
  const view = await viewCallback(work, callback);
  for (const agentId of told) await appendEvent(work, agentId, {type: 'CallbackChanged', callback: view});
}

/** Who promised it, and whose it is or was; in one order, so that no two wait on each other. */
function concerned(callback: Callback, before: Callback | null): readonly string[] {
  const agents = [callback.createdBy, callback.assigneeId, before?.assigneeId ?? null];
  return [...new Set(agents.filter((each) => each !== null))].toSorted();
}
