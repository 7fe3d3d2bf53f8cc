import type {ContactEventType} from '../../src/api/wire/events.ts';
import type {Contact} from '../../src/domain/contact.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type Applied, announceContact, applyToContact} from './apply.ts';

/** Applies an action of which only its outcome says what happened: somebody left, and the others go on or not. */
export async function applyAndTell(
  work: Work,
  before: Contact,
  action: ContactAction,
  actor: string,
): Promise<Applied> {
  const applied = await applyToContact(work, before, action, null, actor);
  if (!('refused' in applied) && applied.changed)
    await announceContact(work, before, applied.contact, whatHappened(before, applied.contact));
  return applied;
}

/** The most important of what changed, as desks are told it. */
export function whatHappened(before: Contact, after: Contact): ContactEventType {
  if (after.status === 'ended') return 'ContactEnded';
  if (after.status === 'post-call' && before.status !== 'post-call') return 'CustomerLeft';
  if (after.conversations.length < before.conversations.length) return 'ConsultEnded';
  const [were, are] = [here(before), here(after)];
  if (are > were) return 'ParticipantJoined';
  return are < were ? 'ParticipantLeft' : 'ContactChanged';
}

function here(contact: Contact): number {
  return contact.participants.filter(({status}) => status === 'joined').length;
}
