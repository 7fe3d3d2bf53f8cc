import type {Contact, EndReason} from './contact.ts';
import {factsOf} from './contact.ts';
import {depart} from './contact-change.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

/**
 * Ends a contact for all: every leg is closed, what rings for it is withdrawn, the primary agent wraps up ([WU-5]: only
 * the primary agent), everybody else has left.
 */
export function endForEverybody(
  contact: Contact,
  endReason: EndReason,
  now: number,
  timings: Timings,
): ContactTransition {
  const effects: ContactEffect[] =
    contact.status === 'offered' ? [{type: 'withdraw-offer', offerId: contact.offerId}] : [];
  for (const each of contact.conversations) {
    if (each.kind === 'consult') effects.push({type: 'close-consult', conversationId: each.id});
  }
  const participants = contact.participants.map((each) => depart(each, 'ended', now, timings, effects));
  const ended: Contact = {
    ...factsOf(contact),
    conversations: contact.conversations.filter(({kind}) => kind === 'main'),
    announcement: null,
    participants,
    status: 'ended',
    endedAt: now,
    endReason,
    version: contact.version + 1,
  };
  return {contact: ended, effects, changed: true};
}
