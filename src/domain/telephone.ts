import type {Contact, JoinedParticipant, Leg, Participant} from './contact.ts';
import {customerOf, isConference, isCustomerHeld, isJoined} from './contact.ts';
import {done, replace, unchanged} from './contact-change.ts';
import {endForEverybody} from './contact-ending.ts';
import {leave} from './contact-leaving.ts';
import {leavesCustomerAlone} from './controls.ts';
import {transitionAssist} from './contact-supervision.ts';
import type {ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

/** What can be done at an agent's telephone; all else is the desk's ([HO-3]). */
export type TelephoneAction =
  /** `customerLeg`: for a call that is placed, whose customer is rung from now on. */
  | {readonly type: 'pick-up-telephone'; readonly legId: string; readonly customerLeg: Leg}
  | {readonly type: 'hang-up-telephone'; readonly legId: string};

/** An agent who is to pick up their telephone: they have the contact, and no audio in it yet or any more. */
export function isTelephoneRinging(participant: Participant | undefined): boolean {
  return (
    isJoined(participant) &&
    participant.party.kind === 'agent' &&
    participant.leg?.kind === 'trunk' &&
    participant.leg.status === 'ringing'
  );
}

/** @param now epoch milliseconds by the database's clock */
export function transitionTelephone(
  contact: Contact,
  action: TelephoneAction,
  now: number,
  timings: Timings,
): ContactTransition {
  const agent = contact.participants.filter(isJoined).find(({leg}) => leg?.id === action.legId);
  if (agent?.party.kind !== 'agent' || agent.leg?.kind !== 'trunk') return unchanged(contact);
  return action.type === 'pick-up-telephone'
    ? pickUp(contact, agent, agent.leg, action.customerLeg)
    : hangUp(contact, agent, agent.leg, now, timings);
}

/** [DT-7] Nobody is called for an agent who is not there: the customer of a call that is placed is rung from now on. */
function pickUp(contact: Contact, agent: JoinedParticipant, leg: Leg, customerLeg: Leg): ContactTransition {
  if (!isTelephoneRinging(agent)) return unchanged(contact);
  const answered = replace(contact, {...agent, leg: {...leg, status: 'new'}});
  const customer = customerOf(answered);
  const placing = contact.status === 'dialling' && customer?.status === 'invited' && customer.leg === null;
  return done(placing ? replace(answered, {...customer, leg: customerLeg}) : answered, [
    {type: 'await-leg', legId: leg.id},
  ]);
}

/**
 * [CF-18] Out of a conference or consult; the end of a call of two. [WU-2] A customer on hold, or for whom somebody from a queue is
 * on the way ([CF-24]), is not cut off by it: the telephone rings again. One that has not been picked up says no: as if it never had been.
 */
function hangUp(
  contact: Contact,
  agent: JoinedParticipant,
  leg: Leg,
  now: number,
  timings: Timings,
): ContactTransition {
  const departure = {participantIds: [agent.id], leftReason: 'left', endReason: 'agent-ended', lost: false} as const;
  if (agent.role === 'supervisor' && agent.party.kind === 'agent')
    return transitionAssist(contact, {type: 'stop-monitoring', agentId: agent.party.agentId}, now);
  // [PK-194] A callback is no call of the agent's own: the customer, who was not rung yet, is called all the same.
  const untried = contact.kind === 'callback' && leg.status === 'ringing';
  if (contact.status === 'dialling' && !untried) return endForEverybody(contact, 'agent-ended', now, timings);
  if (leg.status === 'ringing')
    return leave(contact, {...departure, leftReason: 'lost', endReason: 'agent-lost', lost: true}, now, timings);
  const awaited = isConference(contact) && leavesCustomerAlone(contact, agent.id);
  if (agent.role !== 'primary' || (isConference(contact) && !awaited) || contact.status === 'post-call')
    return leave(contact, departure, now, timings);
  if (!awaited && !isCustomerHeld(contact)) return endForEverybody(contact, 'agent-ended', now, timings);
  // A new epoch: what the line that was hung up still sends is nobody's.
  const again: Leg = {...leg, status: 'ringing', epoch: leg.epoch + 1};
  return done(replace(contact, {...agent, leg: again, lostAt: agent.lostAt ?? now}), [
    {type: 'await-leg', legId: leg.id},
  ]);
}
