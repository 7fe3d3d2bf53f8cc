import type {Contact, Conversation, Participant} from '../../src/domain/contact.ts';
import {maskAddress} from '../../src/domain/popover-variables.ts';
import type {Target} from '../../src/domain/target.ts';

/**
 * What a desk may see of a contact. [PO-19] A secure value never leaves the hub this way; [PO-22] under data protection
 * only the end of the customer's number does, and of any that was rung.
 */
export function contactForDesk(contact: Contact, dataProtection: boolean): Contact {
  return {
    ...contact,
    variables: contact.variables.map((each) => (each.secure ? {...each, value: null} : each)),
    participants: dataProtection ? contact.participants.map(maskParticipant) : contact.participants,
    conversations: dataProtection ? contact.conversations.map(maskConversation) : contact.conversations,
  };
}

function maskParticipant(participant: Participant): Participant {
  const {party} = participant;
  if (party.kind === 'agent') return participant;
  return {...participant, party: {...party, address: maskAddress(party.address)}};
}

function maskConversation(conversation: Conversation): Conversation {
  if (conversation.kind === 'main') return conversation;
  return {...conversation, target: targetForDesk(conversation.target, true)};
}

/** Whom an agent asked, likewise. */
export function targetForDesk(target: Target, dataProtection: boolean): Target {
  if (!dataProtection || target.kind !== 'dial-number') return target;
  return {...target, address: maskAddress(target.address)};
}
