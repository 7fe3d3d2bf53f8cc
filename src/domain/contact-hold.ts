import type {Contact} from './contact.ts';
import {MAIN, consultOf, customerOf, isCustomerHeld, isJoined, participantOfAgent} from './contact.ts';
import {done, replace, seated, unchanged} from './contact-change.ts';
import {speakTo} from './contact-consult.ts';
import type {ContactTransition} from './contact-transition.ts';

/** The customer's hold, which is the primary agent's, and everybody's own mute. */

export function setHeld(contact: Contact, agentId: string, held: boolean): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (!isJoined(agent)) return {refused: 'not-yours'};
  if (agent.role !== 'primary') return {refused: 'not-permitted'};
  // [CF-23]
  if (contact.status === 'post-call') return {refused: 'post-call'};
  const customer = customerOf(contact);
  if (contact.channel !== 'voice' || contact.status !== 'connected' || !isJoined(customer))
    return {refused: 'not-connected'};
  if (isCustomerHeld(contact) === held) return unchanged(contact);
  // [HO-9] [HO-10] With a consult the other side takes the place: never both on hold, never both on the line.
  const consult = consultOf(contact);
  if (consult?.startedBy === agent.id)
    return speakTo(contact, {...consult, holdsCustomer: held || consult.holdsCustomer}, held);
  return done(replace(contact, seated(customer, MAIN, held)));
}

export function setMuted(contact: Contact, agentId: string, muted: boolean): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (!isJoined(agent)) return {refused: 'not-yours'};
  if (contact.channel !== 'voice' || agent.leg === null) return {refused: 'nothing-to-mute'};
  // [CF-30] A supervisor who listens begins to speak by Barge In, which asks whether they may.
  if (agent.role === 'supervisor' && agent.muted && !muted) return {refused: 'not-permitted'};
  return agent.muted === muted ? unchanged(contact) : done(replace(contact, {...agent, muted}));
}
