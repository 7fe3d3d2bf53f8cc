import type {Contact, Leg, Participant} from './contact.ts';
import {MAIN, customerOf, factsOf, isJoined, participantOfAgent} from './contact.ts';
import {isPromised, isToBeCalled, rungBy} from './contact-callback.ts';
import {done, unchanged} from './contact-change.ts';
import {FRONT_PRIORITY} from './contact-creation.ts';
import type {ContactAction, ContactEffect, ContactTransition} from './contact-transition.ts';

/** How a contact comes to an agent, or is answered by who was called. */

export function openOffer(contact: Contact, offerId: string): ContactTransition {
  return contact.status === 'waiting' && !isPromised(contact)
    ? done({...factsOf(contact), status: 'offered', offerId})
    : {refused: 'contact-gone'};
}

/** [AN-4] Back to the queue, at its old place: `enqueuedAt` and `priority` stay. */
export function returnOffer(contact: Contact, offerId: string, front: boolean): ContactTransition {
  if (contact.status !== 'offered' || contact.offerId !== offerId) return unchanged(contact);
  const priority = front ? Math.min(contact.priority, FRONT_PRIORITY) : contact.priority;
  return done({...factsOf(contact), priority, status: 'waiting'}, [{type: 'route'}]);
}

export function acceptOffer(
  contact: Contact,
  action: Extract<ContactAction, {type: 'accept-offer'}>,
  now: number,
): ContactTransition {
  if (contact.status === 'ended') return {refused: 'contact-ended'};
  if (contact.status !== 'offered' || contact.offerId !== action.offerId) return {refused: 'offer-gone'};
  const {party} = action;
  // [TR-6] Whoever gave it away and gets it back has their place in it still, with the wrap-up they had begun.
  const known = party.kind === 'agent' ? participantOfAgent(contact, party.agentId) : undefined;
  const agent: Participant = {
    id: known?.id ?? action.participantId,
    role: 'primary',
    party,
    status: 'joined',
    joinedAt: now,
    leg: action.leg,
    seats: [{conversationId: MAIN, held: false}],
    muted: false,
    lostAt: null,
  };
  const participants =
    known === undefined
      ? [...contact.participants, agent]
      : contact.participants.map((each) => (each === known ? agent : each));
  // Whatever was played to who waited is over.
  const facts = {...factsOf(contact), announcement: null, participants};
  if (isToBeCalled(contact))
    return done(rungBy({...facts, status: 'dialling'}, action.customerLeg ?? null), awaitLeg(action.leg));
  const connected: Contact = {...facts, status: 'connected', connectedAt: now};
  const taken = known !== undefined && party.kind === 'agent';
  return done(connected, [
    ...awaitLeg(action.leg),
    ...(taken ? [{type: 'resume-work', agentId: party.agentId} as const] : []),
  ]);
}

function awaitLeg(leg: Leg | null): readonly ContactEffect[] {
  return leg === null ? [] : [{type: 'await-leg', legId: leg.id}];
}

export function answerDialled(contact: Contact, now: number): ContactTransition {
  const answered = joinCustomer(contact, now);
  const customer = customerOf(answered);
  return done(answered, awaitLeg(isJoined(customer) ? customer.leg : null));
}

function joinCustomer(contact: Contact, now: number): Contact {
  return {
    ...factsOf(contact),
    status: 'connected',
    connectedAt: now,
    participants: contact.participants.map((each): Participant => {
      if (each.role !== 'customer' || each.status !== 'invited') return each;
      const {id, role, party, leg} = each;
      const seats = [{conversationId: MAIN, held: false}];
      return {id, role, party, leg, status: 'joined', joinedAt: now, seats, muted: false, lostAt: null};
    }),
  };
}
