import {isOpenCallback} from '../../../src/domain/callback.ts';
import {applyToContact} from '../../contacts/apply.ts';
import {lockContact} from '../../store/contact-store.ts';
import {run} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {applyToCallback} from '../apply-to-callback.ts';
import {lockCallback, readCallback} from '../callback-store.ts';
import type {RequestRow} from './request-store.ts';

const WITHDRAW = 'update callback_request set withdrawn_at = $2 where id = $1 and withdrawn_at is null';
const FORGET_MAIL = 'delete from callback_mail where request_id = $1';

/**
 * [PK-48] The customer takes the request back: nobody is called for it any more. One that had joined another takes itself back alone,
 * since whoever asked first may be somebody else.
 */
export async function cancelRequest(work: Work, request: RequestRow): Promise<void> {
  const taken = request.joined
    ? await isStillOpen(work, request.callback_id)
    : await callOff(work, request.callback_id, `site:${request.site_id}`);
  if (!taken) return;
  await run(work, WITHDRAW, [request.id, new Date(work.now)]);
  await run(work, FORGET_MAIL, [request.id]);
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
