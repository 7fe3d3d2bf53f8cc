import type {Contact} from '../../src/domain/contact.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';
import {lockCallbackOf} from './callback-store.ts';

/** What a change of a contact means for the callback that it is to keep. Called by whatever changes contacts, in its transaction. */
export async function settleCallback(work: Work, before: Contact, after: Contact, actor: string): Promise<void> {
  if (after.kind !== 'callback' || before.status === after.status) return;
  const reached = before.status === 'dialling' && after.status === 'connected';
  if (!reached && after.status !== 'ended') return;
  // Whoever took it back says of the callback what has become of it.
  if (after.status === 'ended' && after.endReason === 'withdrawn') return;
  const callback = await lockCallbackOf(work, after.id);
  if (callback === null) return;
  const contactId = after.id;
  const action =
    after.status === 'ended'
      ? ({type: 'not-reached', contactId, reason: after.endReason} as const)
      : ({type: 'reached', contactId} as const);
  await applyToCallback(work, callback, action, actor);
}
