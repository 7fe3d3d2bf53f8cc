import type {Refusal} from './refusal.ts';
import {unreachable} from './unreachable.ts';

/**
 * An offer: a contact presented to one agent, as a lease with a fencing number.
 *
 *  ringing ── Accept ──▶ accepted
 *     ├────── Decline ──▶ declined
 *     ├────── RingOut ──▶ no-answer      (RONA)
 *     └────── Withdraw ─▶ withdrawn      (the customer hung up, the agent's desk is gone)
 *
 * Every state but `ringing` is terminal. Accepting or declining again what this agent has accepted or declined is no
 * error: the first answer is given again, because its reply may have been lost.
 */
export type Offer = {
  readonly id: string;
  readonly contactId: string;
  readonly agentId: string;
  /** What the agent is asked to do. */
  readonly purpose: 'answer' | 'consult' | 'transfer';
  /** The consult conversation this offer belongs to; null for the main one. One open offer per contact and conversation. */
  readonly conversationId: string | null;
  /** Fencing number: raised with each offer of the contact; an answer with an older one is stale. */
  readonly fence: number;
  readonly offeredAt: number;
  readonly expiresAt: number;
  readonly status: OfferStatus;
};

export type OfferStatus = 'ringing' | 'accepted' | 'declined' | 'no-answer' | 'withdrawn';

export type OfferAction =
  | {readonly type: 'accept'; readonly agentId: string; readonly fence: number}
  | {readonly type: 'decline'; readonly agentId: string; readonly fence: number}
  | {readonly type: 'ring-out'}
  | {readonly type: 'withdraw'};

export type OfferTransition = {readonly offer: Offer; readonly changed: boolean} | {readonly refused: Refusal};

/**
 * The offer after an action.
 * @param now epoch milliseconds by the database's clock
 */
export function transitionOffer(offer: Offer, action: OfferAction, now: number): OfferTransition {
  switch (action.type) {
    case 'accept':
      return answer(offer, action, 'accepted', now);
    case 'decline':
      return answer(offer, action, 'declined', now);
    case 'ring-out':
      return offer.status === 'ringing' && now >= offer.expiresAt ? end(offer, 'no-answer') : {offer, changed: false};
    case 'withdraw':
      return offer.status === 'ringing' ? end(offer, 'withdrawn') : {offer, changed: false};
    default:
      return unreachable(action);
  }
}

function answer(
  offer: Offer,
  action: {agentId: string; fence: number},
  status: 'accepted' | 'declined',
  now: number,
): OfferTransition {
  if (offer.agentId !== action.agentId) return {refused: 'not-yours'};
  if (offer.fence !== action.fence) return {refused: 'offer-gone'};
  if (offer.status === status) return {offer, changed: false};
  if (offer.status === 'accepted') return {refused: 'already-accepted'};
  if (offer.status !== 'ringing') return {refused: 'offer-gone'};
  if (now >= offer.expiresAt) return {refused: 'offer-expired'};
  return end(offer, status);
}

function end(offer: Offer, status: OfferStatus): OfferTransition {
  return {offer: {...offer, status}, changed: true};
}
