import type {Contact} from '../../src/domain/contact.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {applyToContact} from '../contacts/apply.ts';
import {contactForDesk} from '../contacts/desk-view.ts';
import {record} from '../store/audit.ts';
import {desksOf} from '../store/agent-store.ts';
import {insertOffer} from '../store/offer-store.ts';
import {appendEvent} from '../store/outbox.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';

/** Presents a waiting contact to one agent: lease, fencing number, ring-out timer and event in one transaction. */
export async function openOffer(work: Work, contact: Contact, agentId: string): Promise<void> {
  const {fence} = await work.tx
    .updateTable('contact')
    .set((set) => ({fence: set('fence', '+', 1)}))
    .where('id', '=', contact.id)
    .returning('fence')
    .executeTakeFirstOrThrow();
  const {timings} = work.settings;
  const {presents} = await desksOf(work, agentId);
  const ringMs = contact.channel === 'voice' ? timings.ringVoiceMs : timings.ringDigitalMs;
  const offer: Offer = {
    id: crypto.randomUUID(),
    contactId: contact.id,
    agentId,
    purpose: 'answer',
    conversationId: null,
    fence,
    offeredAt: work.now,
    expiresAt: work.now + (presents ? timings.presentMs : ringMs),
    status: presents ? 'connecting' : 'ringing',
  };
  const applied = await applyToContact(work, contact, {type: 'open-offer', offerId: offer.id}, null, 'hub');
  if ('refused' in applied) return;
  await insertOffer(work, offer, contact.channel === 'voice' && contact.kind !== 'emergency-callback');
  await setTimer(work, {kind: presents ? 'offer-present' : 'offer-ring-out', subject: offer.id}, offer.expiresAt);
  await record(work, {actor: 'hub', action: 'offer', contactId: contact.id, agentId, detail: {fence}});
  const seen = contactForDesk(applied.contact, work.settings.dataProtection);
  await appendEvent(work, agentId, {type: 'ContactOffered', offer, contact: seen});
  await tellWebhooks(work, applied.contact, {type: 'contact.offered', agentId, offerId: offer.id});
}
