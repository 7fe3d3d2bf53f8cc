import type {Contact, EndReason, Participant} from './contact.ts';
import {factsOf} from './contact.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

/**
 * Ends a contact for all: every leg is closed, an open offer is withdrawn, the primary agent wraps up ([WU-5]: only
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
  const participants = contact.participants.map((each) => leave(each, now, timings, effects));
  const ended: Contact = {
    ...factsOf(contact),
    participants,
    status: 'ended',
    endedAt: now,
    endReason,
    version: contact.version + 1,
  };
  return {contact: ended, effects, changed: true};
}

function leave(participant: Participant, now: number, timings: Timings, effects: ContactEffect[]): Participant {
  if (participant.status === 'left' || participant.status === 'wrap-up') return participant;
  if (participant.leg !== null) effects.push({type: 'close-leg', legId: participant.leg.id});
  const {id, role, party} = participant;
  if (participant.status === 'joined' && role === 'primary' && party.kind === 'agent') {
    const deadlineAt = now + timings.wrapUpMs;
    effects.push({type: 'start-wrap-up', agentId: party.agentId, deadlineAt});
    return {
      id,
      role,
      party,
      status: 'wrap-up',
      joinedAt: participant.joinedAt,
      startedAt: now,
      deadlineAt,
      extensions: 0,
    };
  }
  return {id, role, party, status: 'left', leftAt: now, leftReason: 'ended'};
}
