import type {Channel} from '../../src/domain/channel.ts';
import {transitionContact} from '../../src/domain/contact-transition.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {contactForDesk} from '../contacts/desk-view.ts';
import type {WaitingContact} from '../store/contact-store.ts';
import {storeOpenedOffer} from '../store/offer-opening.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';
import type {LockedAgent} from './agent-facts.ts';

/**
 * Presents a waiting contact to one agent: lease, fencing number, timer, event and audit, stored by one statement. Contact
 * and agent are locked, so their next numbers are known.
 * @param idleIn channels for which nothing waits: in their idle lists the agent stands from now on
 */
export async function openOffer(
  work: Work,
  {contact: before, fence: lastFence}: WaitingContact,
  agent: LockedAgent,
  idleIn: readonly Channel[],
): Promise<void> {
  const {timings, dataProtection} = work.settings;
  const id = crypto.randomUUID();
  const outcome = transitionContact(before, {type: 'open-offer', offerId: id}, work.now, timings);
  if ('refused' in outcome) throw new TypeError(`what waits can be offered: ${outcome.refused}`);
  const {contact} = outcome;
  const ringMs = contact.channel === 'voice' ? timings.ringVoiceMs : timings.ringDigitalMs;
  const offer: Offer = {
    id,
    contactId: contact.id,
    agentId: agent.id,
    purpose: 'answer',
    conversationId: null,
    fence: lastFence + 1,
    offeredAt: work.now,
    expiresAt: work.now + (agent.presents ? timings.presentMs : ringMs),
    status: agent.presents ? 'connecting' : 'ringing',
    askedBy: null,
  };
  await storeOpenedOffer(work, {
    offer,
    contact,
    exclusive: contact.channel === 'voice' && contact.kind !== 'emergency-callback',
    seen: contactForDesk(contact, dataProtection),
    seq: agent.lastSeq + 1,
    full: agent.room.last.includes(contact.channel),
    idleIn,
  });
  if (agent.told) await tellWebhooks(work, contact, {type: 'contact.offered', agentId: agent.id, offerId: id});
}
