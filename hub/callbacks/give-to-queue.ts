import {FRONT_PRIORITY} from '../../src/domain/contact-creation.ts';
import {lockContact} from '../store/contact-store.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';
import {lockCallback, readCallback} from './callback-store.ts';

const FOR_ANYBODY = 'update contact set personal_agent_id = null, priority = $2 where id = $1';

/** The agent whom it was for has not been there: the first who is free in its queue has it, and they are told. */
export async function giveToQueue(work: Work, callbackId: string): Promise<void> {
  const known = await readCallback(work, callbackId);
  const contact = known?.contactId == null ? null : await lockContact(work, known.contactId);
  // One that rings at them, or that they have, is theirs.
  if (contact?.status !== 'waiting') return;
  const callback = await lockCallback(work, callbackId);
  if (callback === null || callback.contactId !== contact.id) return;
  const applied = await applyToCallback(work, callback, {type: 'give-to-queue'}, 'timer');
  if ('refused' in applied || !applied.changed) return;
  await run(work, FOR_ANYBODY, [contact.id, FRONT_PRIORITY]);
  work.wake(`route-contact:${contact.id}`);
}
