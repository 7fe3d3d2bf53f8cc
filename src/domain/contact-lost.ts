import type {Contact, JoinedParticipant, Leg} from './contact.ts';
import {isJoined} from './contact.ts';
import {done, replace, unchanged} from './contact-change.ts';
import type {ContactTransition} from './contact-transition.ts';
import {isTelephoneRinging} from './telephone.ts';

/**
 * A leg is lost when its audio is, not when the desk's socket is: a hub that restarts cuts nobody off. Whoever is left
 * hears music meanwhile.
 */
export function setLost(contact: Contact, legId: string, lostAt: number | null): ContactTransition {
  const participant = participantOfLeg(contact, legId);
  // A telephone that rings has no audio to lose or to get back: it has to be picked up.
  if (participant === undefined || participant.leg === null || isTelephoneRinging(participant))
    return unchanged(contact);
  const leg: Leg = {...participant.leg, status: lostAt === null ? 'connected' : 'lost'};
  if (participant.leg.status === leg.status && (participant.lostAt === null) === (lostAt === null))
    return unchanged(contact);
  return done(replace(contact, {...participant, leg, lostAt}));
}

export function participantOfLeg(contact: Contact, legId: string): JoinedParticipant | undefined {
  return contact.participants.filter(isJoined).find((each) => each.leg?.id === legId);
}
