import {type Callback, isOpenCallback} from '../../../src/domain/callback.ts';
import {isToBeCalled} from '../../../src/domain/contact-callback.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import {applyToContact} from '../../contacts/apply.ts';
import {lockContact} from '../../store/contact-store.ts';
import {run, runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {applyToCallback} from '../apply-to-callback.ts';
import {lockCallback, readCallback} from '../callback-store.ts';
import {Moved, lockNumberOf} from './lock-number.ts';
import {withdrawPretended} from './pretended.ts';
import {giveBackOfNumber} from './request-limits.ts';
import type {AnyRequest, RequestRow} from './request-store.ts';
import {callbackSecret} from './secret.ts';
import {nextStanding, wishOf} from './standing-requests.ts';

const WITHDRAW = 'update callback_request set withdrawn_at = $2 where id = $1 and withdrawn_at is null';
const FORGET_MAIL = 'delete from callback_mail where request_id = $1';
const OF_ID = 'select * from callback_request where id = $1';

/**
 * [PK-48] The customer takes the request back: nobody is called for it any more. One that had joined another takes itself back alone,
 * since whoever asked for that may be somebody else; and what others want goes on for them.
 */
export async function cancelRequest(work: Work, asked: AnyRequest): Promise<void> {
  if (asked.callback_id === null) return withdrawPretended(work, asked);
  const request = await lockRequest(work, asked.id);
  // Taken back before: what goes on is another one's.
  if (request === null || request.withdrawn_at !== null) return;
  const heir = request.joined ? null : await nextStanding(work, request.callback_id, request.id);
  const actor = `site:${request.site_id}`;
  const taken =
    request.joined || heir !== null
      ? await isStillOpen(work, request.callback_id)
      : await takeBack(work, request.callback_id, actor);
  if (!taken) return;
  if (heir !== null) await passOn(work, heir, actor);
  await run(work, WITHDRAW, [request.id, new Date(work.now)]);
  await run(work, FORGET_MAIL, [request.id]);
}

/** @returns false when it is too late */
async function takeBack(work: Work, callbackId: string, actor: string): Promise<boolean> {
  const off = await callOff(work, callbackId, actor);
  if (off !== null && !off.called)
    await giveBackOfNumber(work, await callbackSecret(work), off.callback.customer.number);
  return off !== null;
}

/** As it is once nobody else decides about its number: whose the callback is may have changed meanwhile. @throws {Moved} */
async function lockRequest(work: Work, id: string): Promise<RequestRow | null> {
  const known = await runForOne<RequestRow>(work, OF_ID, [id]);
  if (known !== null) await lockNumberOf(work, known.callback_id);
  return runForOne<RequestRow>(work, OF_ID, [id]);
}

/**
 * [PK-98] Others have asked for the same number and were promised a call as well: it goes back to the earliest of them. What waits or rings
 * already is taken back where that one is called later; what was tried goes on as it is. [PK-220] What was put off because of the hour stays so
 * for one whose time has come meanwhile.
 */
export async function passOn(work: Work, heir: RequestRow, actor: string): Promise<void> {
  await run(work, 'update callback_request set joined = false where id = $1', [heir.id]);
  const {callback, contact} = await lockWithContact(work, heir.callback_id);
  const wish = wishOf(work, heir);
  const hasCome = wish.window.startsAt <= work.now;
  if (callback === null || (callback.status === 'queued' && hasCome)) return;
  const isPutOff = callback.status === 'scheduled' && callback.window.startsAt <= work.now;
  const stays = isPutOff && hasCome ? {dueAt: callback.dueAt} : {};
  const applied = await applyToCallback(work, callback, {type: 'retime', ...wish, ...stays}, actor);
  if ('changed' in applied && applied.changed && callback.status === 'queued') await stop(work, contact, actor);
}

async function isStillOpen(work: Work, callbackId: string): Promise<boolean> {
  const callback = await readCallback(work, callbackId);
  return callback !== null && isOpenCallback(callback);
}

/** @returns null when it is too late: they have spoken, or it was given up; else what it was, and whether their telephone has rung for it */
export async function callOff(
  work: Work,
  callbackId: string,
  actor: string,
): Promise<{readonly callback: Callback; readonly called: boolean} | null> {
  const {callback, contact} = await lockWithContact(work, callbackId);
  if (callback === null) return null;
  const wasOpen = isOpenCallback(callback);
  const applied = await applyToCallback(work, callback, {type: 'cancel', by: 'customer'}, actor);
  if ('refused' in applied) return null;
  if (wasOpen) await stop(work, contact, actor);
  const rings = callback.status === 'queued' && contact !== null && !isToBeCalled(contact);
  return {callback, called: !wasOpen || callback.attempts > 0 || rings};
}

/** What rings at an agent, or at the customer, stops with it. */
async function stop(work: Work, contact: Contact | null, actor: string): Promise<void> {
  if (contact === null || contact.status === 'ended') return;
  const action = {type: 'call-off', reason: 'withdrawn', by: 'customer'} as const;
  await applyToContact(work, contact, action, 'ContactEnded', actor);
}

/** The contact before the callback, as everybody locks them. @throws {Moved} */
export async function lockWithContact(
  work: Work,
  callbackId: string,
): Promise<{readonly callback: Callback | null; readonly contact: Contact | null}> {
  const {contactId} = (await readCallback(work, callbackId)) ?? {contactId: null};
  const contact = contactId === null ? null : await lockContact(work, contactId);
  const callback = await lockCallback(work, callbackId);
  if (callback !== null && callback.contactId !== contactId) throw new Moved();
  return {callback, contact};
}
