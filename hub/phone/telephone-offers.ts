import type {Contact, Participant} from '../../src/domain/contact.ts';
import type {Reading} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';

/** An offer that rings at a telephone as it does at its agent's desk. */
export type TelephoneOffer = {
  readonly offerId: string;
  readonly contactId: string;
  readonly agentId: string;
  readonly fence: number;
};

const RINGING = `
  select offer.id as "offerId", offer.contact_id as "contactId", offer.agent_id as "agentId", offer.fence
  from agent
  join offer on offer.agent_id = agent.id and offer.status = 'ringing'
  join contact on contact.id = offer.contact_id and contact.channel = 'voice'
  where agent.telephone = $1 and ($2::uuid is null or contact.id = $2)
  order by offer.offered_at limit 1`;

/** What rings at a telephone because it is offered to its agent; of one contact, or of any. */
export async function offerAtTelephone(
  asking: Reading,
  telephone: string,
  contactId: string | null = null,
): Promise<TelephoneOffer | null> {
  return runForOne<TelephoneOffer>(asking, RINGING, [telephone, contactId]);
}

const PART = `
  select participant_id as id from leg where contact_id = $1 and address = $2
  order by closed_at is not null, created_at desc limit 1`;

/** The agent who has, or had, their part in a contact at this telephone, whatever is set up for them now. */
export async function agentAtTelephone(
  asking: Reading,
  contact: Contact,
  telephone: string,
): Promise<Participant | undefined> {
  const part = await runForOne<{readonly id: string}>(asking, PART, [contact.id, telephone]);
  return contact.participants.find(({id, party}) => id === part?.id && party.kind === 'agent');
}
