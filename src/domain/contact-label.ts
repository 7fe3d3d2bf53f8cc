import type {Consult, Contact, JoinedParticipant} from './contact.ts';
import {consultOf, isConference, isCustomerHeld, isJoined, mainSeatOf, participantOfAgent} from './contact.ts';

/** The state of a consult, as whoever is in it reads it. */
export type ConsultLabel = 'consult-requested' | 'consulting' | 'consult-on-hold';

/** The state an agent reads beside the timer, in the sources' terms. */
export type ContactLabel =
  | 'ringing'
  | 'waiting'
  | 'dialling'
  | 'connected'
  | 'on-hold'
  | ConsultLabel
  | 'conference'
  | 'post-call'
  /** A supervisor's. */
  | 'listening'
  | 'speaking'
  | 'wrap-up'
  | 'ended'
  | 'reconnecting';

/** A label, and the moment its timer counts from (epoch milliseconds). */
export type Labelled<Label = ContactLabel> = {readonly label: Label; readonly since: number};

/**
 * The state of the customer's side as one agent sees it. [CO-29] [CO-31] While a consult is asked for it says so; once it
 * is open, the consult has its own state and this one says what the customer has.
 */
export function labelFor(contact: Contact, agentId: string): Labelled {
  const agent = participantOfAgent(contact, agentId);
  if (agent?.status === 'wrap-up') return {label: 'wrap-up', since: agent.startedAt};
  if (isJoined(agent) && agent.lostAt !== null) return {label: 'reconnecting', since: agent.lostAt};
  switch (contact.status) {
    case 'waiting':
      return {label: 'waiting', since: contact.enqueuedAt};
    case 'offered':
      return {label: 'ringing', since: contact.enqueuedAt};
    case 'dialling':
      return {label: 'dialling', since: contact.createdAt};
    case 'connected':
      return isJoined(agent) ? connectedLabel(contact, agent, contact.connectedAt) : talking(contact);
    case 'post-call':
      return {label: 'post-call', since: contact.customerLeftAt};
    default:
      return {label: 'ended', since: contact.endedAt};
  }
}

/** The state of all of it in one word, for a list: a consult that is open goes before the customer who waits. */
export function taskLabelFor(contact: Contact, agentId: string): Labelled {
  const whole = labelFor(contact, agentId);
  const consult = ownConsultOf(contact, agentId);
  const counts = ['connected', 'on-hold', 'conference', 'consult-requested', 'post-call'].includes(whole.label);
  return consult === null || !counts ? whole : {...whole, label: consult.label};
}

/** The consult this agent has asked for or is asked in, with its state as they see it; null when there is none. */
export function ownConsultOf(
  contact: Contact,
  agentId: string,
): (Labelled<ConsultLabel> & {readonly consult: Consult; readonly asked: boolean}) | null {
  const agent = participantOfAgent(contact, agentId);
  const consult = consultOf(contact);
  if (!isJoined(agent) || consult === undefined) return null;
  const seat = agent.seats.find(({conversationId}) => conversationId === consult.id);
  if (seat === undefined) return null;
  const label = consult.status === 'requested' ? 'consult-requested' : seat.held ? 'consult-on-hold' : 'consulting';
  return {label, since: consult.since, consult, asked: consult.startedBy !== agent.id};
}

function connectedLabel(contact: Contact, agent: JoinedParticipant, connectedAt: number): Labelled {
  if (agent.role === 'supervisor') return {label: agent.muted ? 'listening' : 'speaking', since: agent.joinedAt};
  const own = agent.party.kind === 'agent' ? ownConsultOf(contact, agent.party.agentId) : null;
  const speaksToCustomer = mainSeatOf(agent)?.held === false;
  if (own !== null && (own.asked || (own.label === 'consult-requested' && !speaksToCustomer)))
    return {label: own.label, since: own.asked ? own.since : connectedAt};
  return talking(contact);
}

function talking(contact: Contact): Labelled {
  const since = contact.status === 'connected' ? contact.connectedAt : contact.createdAt;
  if (isCustomerHeld(contact)) return {label: 'on-hold', since};
  return {label: isConference(contact) ? 'conference' : 'connected', since};
}
