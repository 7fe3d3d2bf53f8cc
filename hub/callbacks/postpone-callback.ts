import {placeableAt} from '../../src/domain/calling-hours.ts';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {applyToContact} from '../contacts/apply.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';
import {type CallbackRow, callbackFrom} from './callback-store.ts';

/** Whoever else has it just now decides; it is looked at again. */
const TRY_LOCK = `
  select callback.*, queue.hours_id is not null as has_zone from callback join queue on queue.id = callback.queue_id
  where contact_id = $1 and status = 'queued' for update of callback skip locked`;

/**
 * [PK-4] [PK-99] A callback whose turn it is, at an hour at which its customer may not be called, is put off; it comes back with the place it had.
 * Where nobody knows by which clock its customer lives, every hour will do.
 * @returns false when it may be offered
 */
export async function putOffAtNight(work: Work, contact: Contact): Promise<boolean> {
  if (contact.kind !== 'callback' || !isToBeCalled(contact)) return false;
  const row = await runForOne<CallbackRow & {readonly has_zone: boolean}>(work, TRY_LOCK, [contact.id]);
  if (row === null || (row.kind === 'direct' && !row.has_zone)) return false;
  const callback = callbackFrom(row);
  const dueAt = placeableAt(work.settings.callbacks.rules.hours, callback, work.now);
  if (dueAt <= work.now) return false;
  await applyToCallback(work, callback, {type: 'postpone', contactId: contact.id, dueAt}, 'timer');
  await applyToContact(work, contact, {type: 'call-off', reason: 'withdrawn'}, null, 'timer');
  return true;
}
