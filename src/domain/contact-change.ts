import type {Contact, JoinedParticipant, Participant, Seat} from './contact.ts';
import {MAIN, customerOf, isJoined, mainSeatOf} from './contact.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

/** What transitions are made of. */

export function done(contact: Contact, effects: readonly ContactEffect[] = []): ContactTransition {
  return {contact: {...contact, version: contact.version + 1}, effects, changed: true};
}

export function unchanged(contact: Contact): ContactTransition {
  return {contact, effects: [], changed: false};
}

export function replace(contact: Contact, participant: Participant): Contact {
  return {
    ...contact,
    participants: contact.participants.map((each) => (each.id === participant.id ? participant : each)),
  };
}

/** Takes the participant out; a wrap-up is begun elsewhere. */
export function left({id, role, party}: Participant, leftReason: string, now: number): Participant {
  return {id, role, party, status: 'left', leftAt: now, leftReason};
}

/** The seats with one of them held or not; one that is not there is added. */
export function seated(participant: JoinedParticipant, conversationId: string, held: boolean): JoinedParticipant {
  const seat: Seat = {conversationId, held};
  const known = participant.seats.some((each) => each.conversationId === conversationId);
  const seats = known
    ? participant.seats.map((each) =>
        each.conversationId !== conversationId ? each : each.held === held ? each : seat,
      )
    : [...participant.seats, seat];
  return {...participant, seats};
}

/** Puts the customer on hold in the main conversation, or takes them off. */
export function holdCustomer(contact: Contact, held: boolean): Contact {
  const customer = customerOf(contact);
  return isJoined(customer) && mainSeatOf(customer) !== undefined
    ? replace(contact, seated(customer, MAIN, held))
    : contact;
}

export function inMain(participant: JoinedParticipant): JoinedParticipant {
  return {...participant, seats: [{conversationId: MAIN, held: false}]};
}

/**
 * The primary agent is through with the contact: time to wrap up, unless the reason was given in Post Call. Anybody else
 * is free at once ([WU-5]).
 */
export function depart(
  participant: Participant,
  leftReason: string,
  now: number,
  timings: Timings,
  effects: ContactEffect[],
): Participant {
  if (participant.status === 'left' || participant.status === 'wrap-up') return participant;
  if (participant.leg !== null) effects.push({type: 'close-leg', legId: participant.leg.id});
  const {id, role, party} = participant;
  if (participant.status !== 'joined' || party.kind !== 'agent') return left(participant, leftReason, now);
  const {agentId} = party;
  if (role !== 'primary' || participant.wrapUpGiven === true) {
    effects.push({type: 'free-agent', agentId});
    return left(participant, role === 'primary' ? 'wrapped-up' : leftReason, now);
  }
  const deadlineAt = now + timings.wrapUpMs;
  effects.push({type: 'start-wrap-up', agentId, deadlineAt});
  const {joinedAt} = participant;
  return {id, role, party, status: 'wrap-up', joinedAt, startedAt: now, deadlineAt, extensions: 0, queueId: null};
}
