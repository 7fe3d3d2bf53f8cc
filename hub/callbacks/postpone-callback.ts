import {placeableAt} from '../../src/domain/calling-hours.ts';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {applyToContact} from '../contacts/apply.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';
import {type CallbackRow, callbackFrom} from './callback-store.ts';

const OF_CONTACT = `select * from callback where contact_id = $1 and status = 'queued'`;
/** Whoever else has it just now decides. */
const TRY_LOCK = `${OF_CONTACT} for update skip locked`;

/**
 * [PK-4] [PK-99] A callback whose turn it is, at an hour at which its customer may not be called, is put off; it comes back with the place it had.
 * Where nobody knows by which clock its customer lives, every hour will do.
 * @returns null when it may be offered; `contended`: somebody else has it, and it is worth looking again ([PK-227])
 */
export async function putOffAtNight(work: Work, contact: Contact): Promise<'put-off' | 'contended' | null> {
  if (contact.kind !== 'callback' || !isToBeCalled(contact)) return null;
  const row = await runForOne<CallbackRow>(work, TRY_LOCK, [contact.id]);
  if (row === null) return (await runForOne(work, OF_CONTACT, [contact.id])) === null ? null : 'contended';
  const callback = callbackFrom(row);
  const dueAt = placeableAt(work.settings.callbacks.rules.hours, callback, work.now);
  if (dueAt <= work.now) return null;
  await applyToCallback(work, callback, {type: 'postpone', contactId: contact.id, dueAt}, 'timer');
  await applyToContact(work, contact, {type: 'call-off', reason: 'withdrawn'}, null, 'timer');
  return 'put-off';
}
