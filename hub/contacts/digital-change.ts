import {type Contact, participantOfAgent} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {saveValues} from '../store/contact-parts.ts';
import {lockContact} from '../store/contact-store.ts';
import {appendEvent} from '../store/outbox.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceContact, applyToContact} from './apply.ts';
import {contactForDesk} from './desk-view.ts';

/** The contact, for a change, if this client brought it. Another's is as if it were not there. */
export async function lockOwnContact(work: Work, client: string, contactId: string): Promise<Contact | null> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return null;
  const own = await work.tx
    .selectFrom('api_contact')
    .select('contact_id')
    .where('contact_id', '=', contact.id)
    .where('client', '=', client)
    .executeTakeFirst();
  return own === undefined ? null : contact;
}

/** The conversation is over in the other system. */
export async function withdrawContact(work: Work, contact: Contact): Promise<Refusal | null> {
  const applied = await applyToContact(work, contact, {type: 'withdraw'}, 'ContactEnded', 'api');
  return 'refused' in applied ? applied.refused : null;
}

export type ContactUpdate = {
  readonly subject: string | null;
  readonly values: Readonly<Record<string, string | null>>;
};

/** The other system has news of the contact: the desk that has it, or is rung for it, is told. */
export async function updateContact(work: Work, before: Contact, update: ContactUpdate): Promise<Refusal | null> {
  const applied = await applyToContact(work, before, {type: 'update', ...update}, null, 'api');
  if ('refused' in applied) return applied.refused;
  if (!applied.changed) return null;
  const {contact} = applied;
  await work.tx.updateTable('contact').set({subject: contact.subject}).where('id', '=', contact.id).execute();
  await saveValues(work, before, contact);
  await announceContact(work, before, contact, 'ContactChanged');
  if (contact.status === 'offered') await tellRungAgent(work, contact, contact.offerId);
  return null;
}

async function tellRungAgent(work: Work, contact: Contact, offerId: string): Promise<void> {
  const offer = await work.tx.selectFrom('offer').select('agent_id').where('id', '=', offerId).executeTakeFirst();
  if (offer === undefined || participantOfAgent(contact, offer.agent_id) !== undefined) return;
  const seen = contactForDesk(contact, work.settings.dataProtection);
  await appendEvent(work, offer.agent_id, {type: 'ContactChanged', contact: seen});
}
