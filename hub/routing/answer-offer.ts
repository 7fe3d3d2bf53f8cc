import {type Contact, type Leg, type Party, customerOf} from '../../src/domain/contact.ts';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {type Offer, transitionOffer} from '../../src/domain/offer.ts';
import {type Presence, changePresence, presenceAfterDecline, presenceAfterNoAnswer} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {announcePresence, applyToContact} from '../contacts/apply.ts';
import {isCallLimitReached} from '../contacts/call-limit.ts';
import {consultIn} from '../contacts/consults.ts';
import {ringCustomer} from '../contacts/ring-customer.ts';
import {trunkLeg} from '../contacts/trunk-leg.ts';
import {forgetMissed, recordMissed} from '../desk/missed.ts';
import {addressLeg, agentLeg, refusalOfTelephone} from '../phone/agent-telephone.ts';
import {presenceOf, lockAgent, writePresence} from '../store/agent-store.ts';
import {lockContact} from '../store/contact-store.ts';
import {clearOfferTimers, contactOfOffer, endOffer, lockOffer} from '../store/offer-store.ts';
import {appendEvent} from '../store/outbox.ts';
import type {Work} from '../store/unit-of-work.ts';
import {endWait} from './consult-waits.ts';
import {returnOffer} from './return-offer.ts';

type Answer = {readonly offerId: string; readonly agentId: string; readonly fence: number};
/** The page that takes it; null for a desk of protocol 1, and for a telephone that is picked up. */
type Acceptance = Answer & {
  readonly deskId: string | null;
  readonly pickedUp?: boolean;
  /** Carries the audio of a call that is placed now. */
  readonly mediaProcessId: string | null;
};
type Loaded = {readonly contact: Contact; readonly offer: Offer};

/** [AN-9] The agent answers: the contact is theirs and the interaction begins. Safe to send twice. */
export async function acceptOffer(work: Work, answer: Acceptance): Promise<Refusal | null> {
  const loaded = await load(work, answer.offerId);
  if (loaded === null) return 'offer-gone';
  const outcome = transitionOffer(loaded.offer, {type: 'accept', ...answer}, work.now);
  if ('refused' in outcome) return outcome.refused;
  if (!outcome.changed) return null;
  const agent = await lockAgent(work, answer.agentId);
  const voice = loaded.contact.channel === 'voice';
  const unreachable = voice && answer.pickedUp !== true ? await refusalOfTelephone(work, agent.telephone) : null;
  if (unreachable !== null) return unreachable;
  const placing = isToBeCalled(loaded.contact);
  // [CB-18] It goes on ringing: others may have room again, or another agent another hub.
  if (placing && (await isCallLimitReached(work))) return 'limit-reached';
  await close(work, outcome.offer, {type: 'OfferAccepted', deskId: answer.deskId});
  await forgetMissed(work, agent.id, loaded.contact.id);
  const leg = voice ? agentLeg(agent.telephone, answer.pickedUp) : null;
  const party = {kind: 'agent', agentId: agent.id, name: agent.name} as const;
  const part = {participantId: crypto.randomUUID(), party, leg};
  const refused = placing
    ? await placeCall(work, loaded, part, answer.mediaProcessId)
    : await takePart(work, loaded, part);
  if (refused === null) await addressLeg(work, leg, agent.telephone);
  return refused;
}

type Part = {
  readonly participantId: string;
  readonly party: Extract<Party, {kind: 'agent'}>;
  readonly leg: Leg | null;
};

async function takePart(work: Work, {contact, offer}: Loaded, part: Part): Promise<Refusal | null> {
  const {agentId} = part.party;
  const {conversationId} = offer;
  if (offer.purpose === 'consult' && conversationId !== null && part.leg !== null) {
    const joining = {...part, type: 'join-consult', conversationId, leg: part.leg} as const;
    return joinConsult(work, contact, joining, agentId);
  }
  const action = {...part, type: 'accept-offer', offerId: offer.id} as const;
  const applied = await applyToContact(work, contact, action, 'ContactConnected', `agent:${agentId}`);
  return 'refused' in applied ? applied.refused : null;
}

/**
 * [DC-25] [DC-26] The agent has taken a callback: now the customer is rung. [DT-7] An agent's telephone has to be picked up before, where
 * that is not how they accepted.
 */
async function placeCall(
  work: Work,
  {contact, offer}: Loaded,
  part: Part,
  mediaProcessId: string | null,
): Promise<Refusal | null> {
  const {agentId} = part.party;
  const waits = part.leg?.kind === 'trunk' && part.leg.status === 'ringing';
  const customerLeg = waits ? null : trunkLeg();
  const action = {...part, type: 'accept-offer', offerId: offer.id, customerLeg} as const;
  const carried = {...contact, mediaProcessId: contact.mediaProcessId ?? mediaProcessId};
  const applied = await applyToContact(work, carried, action, 'ContactDialled', `agent:${agentId}`);
  if ('refused' in applied) return applied.refused;
  const party = customerOf(applied.contact)?.party;
  if (customerLeg !== null && party?.kind === 'customer') await ringCustomer(work, applied.contact, party.address);
  return null;
}

/** The asked agent is there: both sides of the consult, or the conference it has become, are told. */
async function joinConsult(
  work: Work,
  contact: Contact,
  joining: Extract<ContactAction, {type: 'join-consult'}>,
  agentId: string,
): Promise<Refusal | null> {
  const merged = consultIn(contact, joining.conversationId)?.merged === true;
  const announce = merged ? 'ParticipantJoined' : 'ConsultOpened';
  const applied = await applyToContact(work, contact, joining, announce, `agent:${agentId}`);
  if ('refused' in applied) return applied.refused;
  await endWait(work, {contactId: contact.id, conversationId: joining.conversationId});
  return null;
}

/** The agent says no: Idle with the reason, the contact back at its old place. */
export async function declineOffer(work: Work, answer: Answer): Promise<Refusal | null> {
  const loaded = await load(work, answer.offerId);
  if (loaded === null) return 'offer-gone';
  const outcome = transitionOffer(loaded.offer, {type: 'decline', ...answer}, work.now);
  if ('refused' in outcome) return outcome.refused;
  if (outcome.changed)
    await giveBack(work, loaded.contact, outcome.offer, 'OfferDeclined', presenceAfterDecline(work.now));
  return null;
}

/** [AN-4] [AN-5] Nobody answered in time (RONA): back to the queue, the agent Idle. Called by the timer. */
export async function ringOutOffer(work: Work, offerId: string): Promise<void> {
  const loaded = await load(work, offerId);
  if (loaded === null) return;
  const outcome = transitionOffer(loaded.offer, {type: 'ring-out'}, work.now);
  if ('refused' in outcome || !outcome.changed) return;
  await giveBack(work, loaded.contact, outcome.offer, 'OfferNoAnswer', presenceAfterNoAnswer(work.now));
}

async function giveBack(
  work: Work,
  contact: Contact,
  offer: Offer,
  event: 'OfferDeclined' | 'OfferNoAnswer',
  presence: Presence,
): Promise<void> {
  const agent = await lockAgent(work, offer.agentId);
  await close(work, offer, {type: event});
  if (offer.purpose === 'answer') await recordMissed(work, contact, offer);
  const reason = event === 'OfferDeclined' ? 'declined' : 'no-answer';
  await returnOffer(work, contact, offer, reason, `agent:${offer.agentId}`);
  await writePresence(work, offer.agentId, changePresence(presenceOf(agent), presence, work.now));
  await announcePresence(work, offer.agentId);
}

async function load(work: Work, offerId: string): Promise<Loaded | null> {
  const contactId = await contactOfOffer(work, offerId);
  const contact = contactId === null ? null : await lockContact(work, contactId);
  const offer = contact === null ? null : await lockOffer(work, offerId);
  return contact === null || offer === null ? null : {contact, offer};
}

async function close(
  work: Work,
  offer: Offer,
  event: {type: 'OfferAccepted'; deskId: string | null} | {type: 'OfferDeclined' | 'OfferNoAnswer'},
): Promise<void> {
  await endOffer(work, offer);
  await clearOfferTimers(work, offer.id);
  await appendEvent(work, offer.agentId, {...event, offer});
}
