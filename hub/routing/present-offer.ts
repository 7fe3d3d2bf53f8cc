import type {Contact} from '../../src/domain/contact.ts';
import {type Offer, transitionOffer} from '../../src/domain/offer.ts';
import {changePresence, presenceAfterChannelFailure} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {announcePresence} from '../contacts/apply.ts';
import {
  desksOf,
  isHeldByEmergency,
  lockAgent,
  presenceOf,
  writeFailedPresents,
  writeIdleSince,
  writePresence,
} from '../store/agent-store.ts';
import {lockContact} from '../store/contact-store.ts';
import {
  clearOfferTimers,
  contactOfOffer,
  endOffer,
  lockOffer,
  markUnpresented,
  writePresented,
} from '../store/offer-store.ts';
import {appendEvent} from '../store/outbox.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {returnOffer} from './return-offer.ts';

/** After this many offers in a row that no desk showed, the agent is Idle: something between hub and desk is broken. */
const FAILED_PRESENTS_MAX = 3;

/** [PO-4] A desk of the agent shows the offer: now the ring time begins. Any desk may say so, and say so twice. */
export async function presentOffer(
  work: Work,
  answer: {readonly offerId: string; readonly agentId: string; readonly fence: number},
): Promise<Refusal | null> {
  const contactId = await contactOfOffer(work, answer.offerId);
  const contact = contactId === null ? null : await lockContact(work, contactId);
  const offer = contact === null ? null : await lockOffer(work, answer.offerId);
  if (contact === null || offer === null) return 'offer-gone';
  const {ringVoiceMs, ringDigitalMs} = work.settings.timings;
  const ringMs = contact.channel === 'voice' ? ringVoiceMs : ringDigitalMs;
  const outcome = transitionOffer(offer, {type: 'present', ...answer, ringMs}, work.now);
  if ('refused' in outcome) return outcome.refused;
  if (!outcome.changed) return null;
  const {failed_presents: failed, telephone} = await lockAgent(work, answer.agentId);
  await writePresented(work, outcome.offer);
  await clearOfferTimers(work, offer.id);
  await setTimer(work, {kind: 'offer-ring-out', subject: offer.id}, outcome.offer.expiresAt);
  if (failed > 0) await writeFailedPresents(work, answer.agentId, 0);
  if (telephone !== null && contact.channel === 'voice') work.wake('trunk');
  await appendEvent(work, answer.agentId, {type: 'OfferPresented', offer: outcome.offer});
  return null;
}

/**
 * No desk showed the offer in time: the contact waits again where it did, and somebody else is asked first. The agent was
 * told nothing, so presence stays, until it happens again and again.
 */
export async function giveUpPresenting(work: Work, contact: Contact, offerId: string): Promise<void> {
  const offer = await lockOffer(work, offerId);
  if (offer?.status !== 'connecting' || work.now < offer.expiresAt) return;
  const agent = await lockAgent(work, offer.agentId);
  await takeBack(work, contact, offer);
  await markUnpresented(work, offerId);
  const {connected} = await desksOf(work, agent.id);
  if (!connected) return;
  const failed = agent.failed_presents + 1;
  await writeFailedPresents(work, agent.id, failed);
  if (failed < FAILED_PRESENTS_MAX) {
    await writeIdleSince(work, agent.id);
    work.wake(`route-agent:${agent.id}`);
    return;
  }
  await writePresence(
    work,
    agent.id,
    changePresence(presenceOf(agent), presenceAfterChannelFailure(work.now), work.now),
  );
  await announcePresence(work, agent.id);
}

/** The agent's last desk has gone and did not come back: what rings there is offered to others, and presence stays. */
export async function takeBackFromAbsent(work: Work, contact: Contact, offerId: string): Promise<void> {
  const offer = await lockOffer(work, offerId);
  if (offer === null) return;
  await lockAgent(work, offer.agentId);
  if ((await desksOf(work, offer.agentId)).connected) return;
  await takeBack(work, contact, offer);
}

/** [EM-14] An agent in an emergency is rung for nothing else; nobody holds it against them. The caller has locked the contact. */
export async function takeBackInEmergency(work: Work, contact: Contact, offerId: string): Promise<void> {
  const offer = await lockOffer(work, offerId);
  if (offer === null) return;
  await lockAgent(work, offer.agentId);
  if (await isHeldByEmergency(work, offer.agentId)) await takeBack(work, contact, offer);
}

/** The caller has locked the contact and then the agent. */
async function takeBack(work: Work, contact: Contact, offer: Offer): Promise<void> {
  const outcome = transitionOffer(offer, {type: 'withdraw'}, work.now);
  if ('refused' in outcome || !outcome.changed) return;
  await endOffer(work, outcome.offer);
  await clearOfferTimers(work, offer.id);
  await appendEvent(work, offer.agentId, {type: 'OfferWithdrawn', offer: outcome.offer});
  await returnOffer(work, contact, outcome.offer, 'no-answer', 'timer');
}
