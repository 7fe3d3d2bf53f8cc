import type {Contact, JoinedParticipant} from '../../src/domain/contact.ts';
import {customerOf, isJoined} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {isTelephoneRinging} from '../../src/domain/telephone.ts';
import {giveUpLeg} from '../contacts/give-up-leg.ts';
import {applyAndTell} from '../contacts/happened.ts';
import {ringCustomer} from '../contacts/ring-customer.ts';
import {trunkLeg} from '../contacts/trunk-leg.ts';
import {acceptOffer, declineOffer} from '../routing/answer-offer.ts';
import type {Work} from '../store/unit-of-work.ts';
import {agentAtTelephone, offerAtTelephone} from './telephone-offers.ts';
import type {PhoneAction, Telephone} from './own-call.ts';

/**
 * Somebody lifts or puts down an agent's telephone. While an offer rings there it is the desk's Answer and Decline; a leg
 * that rings is picked up; one that is there is hung up ([CF-18]).
 */
export async function atAgentsTelephone(
  work: Work,
  contact: Contact,
  {number, mediaProcessId}: Telephone,
  action: PhoneAction,
): Promise<Refusal | null> {
  const agent = await agentAtTelephone(work, contact, number);
  if (isJoined(agent) && agent.leg?.kind === 'trunk') {
    if (action !== 'answer') return hangUp(work, contact, agent, agent.leg.id);
    return pickUp(work, contact, agent.leg.id);
  }
  const offer = await offerAtTelephone(work, number, contact.id);
  if (offer !== null) {
    return action === 'answer'
      ? acceptOffer(work, {...offer, deskId: null, pickedUp: true, mediaProcessId})
      : declineOffer(work, offer);
  }
  if (agent === undefined) return 'not-yours';
  // Both sides hang up at the same moment.
  return action === 'answer' ? 'contact-ended' : null;
}

async function pickUp(work: Work, contact: Contact, legId: string): Promise<Refusal | null> {
  const action = {type: 'pick-up-telephone', legId, customerLeg: trunkLeg()} as const;
  const applied = await applyAndTell(work, contact, action, 'phone');
  if ('refused' in applied) return applied.refused;
  const customer = customerOf(applied.contact);
  const rung = applied.changed && customer?.status === 'invited' && customer.leg?.id === action.customerLeg.id;
  if (rung && customer.party.kind !== 'agent') await ringCustomer(work, applied.contact, customer.party.address);
  return null;
}

async function hangUp(work: Work, contact: Contact, agent: JoinedParticipant, legId: string): Promise<Refusal | null> {
  const action = {type: 'hang-up-telephone', legId} as const;
  const applied = isTelephoneRinging(agent)
    ? await giveUpLeg(work, contact, legId, action, 'phone')
    : await applyAndTell(work, contact, action, 'phone');
  return 'refused' in applied ? applied.refused : null;
}
