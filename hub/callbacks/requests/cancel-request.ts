import {slotAsWritten} from '../../../src/domain/callback-slots.ts';
import {isOpenCallback} from '../../../src/domain/callback.ts';
import {applyToContact} from '../../contacts/apply.ts';
import {lockContact} from '../../store/contact-store.ts';
import {run, runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {applyToCallback} from '../apply-to-callback.ts';
import {lockCallback, readCallback} from '../callback-store.ts';
import type {RequestRow} from './request-store.ts';

const WITHDRAW = 'update callback_request set withdrawn_at = $2 where id = $1 and withdrawn_at is null';
const HEIR = `
  select * from callback_request where callback_id = $1 and id <> $2 and joined and withdrawn_at is null
  order by created_at, id limit 1 for update`;
const FORGET_MAIL = 'delete from callback_mail where request_id = $1';

/**
 * [PK-48] The customer takes the request back: nobody is called for it any more. One that had joined another takes itself back alone,
 * since whoever asked first may be somebody else; and what others have joined goes on for them.
 */
export async function cancelRequest(work: Work, request: RequestRow): Promise<void> {
  const heir = request.joined ? null : await runForOne<RequestRow>(work, HEIR, [request.callback_id, request.id]);
  const actor = `site:${request.site_id}`;
  const taken =
    request.joined || heir !== null
      ? await isStillOpen(work, request.callback_id)
      : await callOff(work, request.callback_id, actor);
  if (!taken) return;
  if (heir !== null) await passOn(work, heir, actor);
  await run(work, WITHDRAW, [request.id, new Date(work.now)]);
  await run(work, FORGET_MAIL, [request.id]);
}

/** [PK-98] Others have asked for the same number and were promised a call as well: the first of them has it from now on, for their own time. */
async function passOn(work: Work, heir: RequestRow, actor: string): Promise<void> {
  await run(work, 'update callback_request set joined = false where id = $1', [heir.id]);
  const callback = await lockCallback(work, heir.callback_id);
  // What waits, rings or was tried already goes on as it is.
  if (callback?.status !== 'scheduled' || callback.attempts > 0) return;
  const {customer, reason, queueId, assigneeId} = callback;
  const asked =
    heir.starts_at === null || heir.ends_at === null ? null : {startsAt: heir.starts_at, endsAt: heir.ends_at};
  const window = asked ?? {startsAt: work.now, endsAt: work.now + work.settings.callbacks.limits.longestMs};
  const time = asked === null ? null : slotAsWritten(heir.zone, asked);
  const edit = {...{customer, reason, queueId, assigneeId, time, window}, zone: heir.zone};
  await applyToCallback(work, callback, {type: 'edit', seenVersion: callback.version, edit}, actor);
}

async function isStillOpen(work: Work, callbackId: string): Promise<boolean> {
  const callback = await readCallback(work, callbackId);
  return callback !== null && isOpenCallback(callback);
}

/** @returns false when it is too late: they have spoken, or it was given up */
export async function callOff(work: Work, callbackId: string, actor: string): Promise<boolean> {
  const {contactId} = (await readCallback(work, callbackId)) ?? {contactId: null};
  const contact = contactId === null ? null : await lockContact(work, contactId);
  const callback = await lockCallback(work, callbackId);
  if (callback === null) return false;
  if (callback.contactId !== contactId) throw new Moved();
  const wasOpen = isOpenCallback(callback);
  const applied = await applyToCallback(work, callback, {type: 'cancel', by: 'customer'}, actor);
  if ('refused' in applied) return false;
  // What rings at an agent, or at the customer, stops with it.
  if (wasOpen && contact !== null && contact.status !== 'ended') {
    const action = {type: 'call-off', reason: 'withdrawn', by: 'customer'} as const;
    await applyToContact(work, contact, action, 'ContactEnded', actor);
  }
  return true;
}

/** Its contact was made between looking and locking: whoever asked looks again. */
export class Moved extends Error {
  override readonly name = 'Moved';
}

/** A decision that may find the callback moved, tried again until it does not. */
export async function settled<T>(decide: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decide();
    } catch (error) {
      if (!(error instanceof Moved) || attempt === 5) throw error;
    }
  }
}
