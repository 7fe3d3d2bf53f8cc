import {type Contact, type EndReason, participantOfAgent} from './contact.ts';

/** Why an outgoing call reached nobody. */
export type DialFailure = Extract<
  EndReason,
  'busy' | 'no-answer' | 'declined' | 'unobtainable' | 'failed' | 'limit-reached'
>;

/** Why nobody was reached; null while somebody may be, or was, or it was not this agent's call. */
export function dialFailureOf(contact: Contact, agentId: string): DialFailure | null {
  if (contact.status !== 'ended' || contact.direction !== 'outbound') return null;
  if (participantOfAgent(contact, agentId) === undefined) return null;
  switch (contact.endReason) {
    case 'busy':
    case 'no-answer':
    case 'declined':
    case 'unobtainable':
    case 'failed':
    case 'limit-reached':
      return contact.endReason;
    default:
      return null;
  }
}
