import type {Contact} from './contact.ts';
import {isCustomerHeld, isJoined, participantOfAgent} from './contact.ts';

/** The state an agent reads beside the timer, in the sources' terms. */
export type ContactLabel =
  | 'ringing'
  | 'waiting'
  | 'dialling'
  | 'connected'
  | 'on-hold'
  | 'post-call'
  | 'wrap-up'
  | 'ended'
  | 'reconnecting';

/** The state of the contact as one agent sees it, and the moment its timer counts from (epoch milliseconds). */
export function labelFor(contact: Contact, agentId: string): {readonly label: ContactLabel; readonly since: number} {
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
      return {label: isCustomerHeld(contact) ? 'on-hold' : 'connected', since: contact.connectedAt};
    case 'post-call':
      return {label: 'post-call', since: contact.customerLeftAt};
    default:
      return {label: 'ended', since: contact.endedAt};
  }
}
