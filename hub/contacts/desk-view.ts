import type {Contact, Participant} from '../../src/domain/contact.ts';
import {maskAddress} from '../../src/domain/popover-variables.ts';

/**
 * What a desk may see of a contact. [PO-19] A secure value never leaves the hub this way; [PO-22] under data protection
 * only the end of the customer's number does.
 */
export function contactForDesk(contact: Contact, dataProtection: boolean): Contact {
  return {
    ...contact,
    variables: contact.variables.map((each) => (each.secure ? {...each, value: null} : each)),
    participants: dataProtection ? contact.participants.map(maskParticipant) : contact.participants,
  };
}

function maskParticipant(participant: Participant): Participant {
  const {party} = participant;
  if (party.kind === 'agent') return participant;
  return {...participant, party: {...party, address: maskAddress(party.address)}};
}
