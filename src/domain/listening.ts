import type {Contact, JoinedParticipant, Seat} from './contact.ts';
import {MAIN, customerOf, isJoined, mainSeatOf} from './contact.ts';

/** Where a supervisor is in a contact: wherever the agent is to whom they listen. */

type People = Pick<Contact, 'participants'>;

/** The agent a supervisor listens to; nobody else listens to anybody. */
export function monitoredBy({participants}: People, supervisor: JoinedParticipant): JoinedParticipant | undefined {
  return participants.filter(isJoined).find(({id}) => id === supervisor.monitors);
}

/**
 * The conversations somebody is in. A supervisor has no seat of their own, so that none has to be kept in step: they sit
 * beside their agent, in the consult, back with the customer, and on hold.
 */
export function seatsOf(contact: People, participant: JoinedParticipant): readonly Seat[] {
  if (participant.role !== 'supervisor') return participant.seats;
  return monitoredBy(contact, participant)?.seats ?? [];
}

/** Whom a supervisor hears, and who hears them once they speak. */
export type ListeningPlace =
  /** Everybody in the main conversation, the customer too. */
  | 'with-customer'
  /** The main conversation, but for a customer who is on hold or has left. */
  | 'without-customer'
  /** The two sides of a consult. */
  | 'consult'
  /** Nobody: the agent waits on hold. */
  | 'on-hold';

export function listeningPlace(contact: Contact, supervisor: JoinedParticipant): ListeningPlace {
  const open = seatsOf(contact, supervisor).filter(({held}) => !held);
  if (open.length === 0) return 'on-hold';
  if (!open.some(({conversationId}) => conversationId === MAIN)) return 'consult';
  return mainSeatOf(customerOf(contact))?.held === false ? 'with-customer' : 'without-customer';
}
