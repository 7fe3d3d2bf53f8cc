import type {FailedReason} from '../../src/api/wire/events.ts';
import {type Consult, type Contact, participantOfAgent} from '../../src/domain/contact.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {appendEvent} from '../store/outbox.ts';
import {announceContact, applyToContact} from './apply.ts';
import {contactForDesk, targetForDesk} from './desk-view.ts';
import {whatHappened} from './happened.ts';

/** [CO-42] [CO-43] Nobody came to a consult: it is over, and whoever asked is told why. */
export async function failConsult(
  work: Work,
  contact: Contact,
  conversationId: string,
  reason: FailedReason,
  actor: string,
): Promise<void> {
  const consult = consultIn(contact, conversationId);
  const applied = await applyToContact(work, contact, {type: 'fail-consult', conversationId}, null, actor);
  if ('refused' in applied || !applied.changed || consult === undefined) return;
  await announceContact(work, contact, applied.contact, whatHappened(contact, applied.contact));
  await tellFailed(work, contact, applied.contact, consult, reason);
}

export async function tellFailed(
  work: Work,
  before: Contact,
  after: Contact,
  consult: Consult,
  reason: FailedReason,
): Promise<void> {
  const starter = before.participants.find(({id}) => id === consult.startedBy);
  if (starter?.party.kind !== 'agent') return;
  const {dataProtection} = work.settings;
  const contact = contactForDesk(after, dataProtection);
  const target = targetForDesk(consult.target, dataProtection);
  await appendEvent(work, starter.party.agentId, {type: 'ConsultFailed', contact, target, reason});
}

export function consultIn(contact: Contact, conversationId: string): Consult | undefined {
  return contact.conversations.filter((each) => each.kind === 'consult').find((each) => each.id === conversationId);
}

/** The agent who asked for a consult, if they are in the contact still. */
export function starterOf(contact: Contact, startedBy: string): string | null {
  const starter = contact.participants.find(({id}) => id === startedBy);
  if (starter?.party.kind !== 'agent') return null;
  return participantOfAgent(contact, starter.party.agentId) === starter ? starter.party.agentId : null;
}

/** Whoever still rings for a consult reads what they are asked to by now: into a conference, to the customer. */
export async function tellAsked(work: Work, contactId: string): Promise<void> {
  const rung = await work.tx
    .selectFrom('offer')
    .select('agent_id')
    .where('contact_id', '=', contactId)
    .where('purpose', '=', 'consult')
    .where('status', 'in', ['connecting', 'ringing'])
    .orderBy('agent_id')
    .execute();
  const contact = rung.length === 0 ? null : await lockContact(work, contactId);
  if (contact === null) return;
  const seen = contactForDesk(contact, work.settings.dataProtection);
  for (const {agent_id: agentId} of rung) await appendEvent(work, agentId, {type: 'ContactChanged', contact: seen});
}
