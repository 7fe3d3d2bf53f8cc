import type {Refusal} from './refusal.ts';
import {unreachable} from './unreachable.ts';

/**
 * An offer: a contact presented to one agent, as a lease with a fencing number.
 *
 *  connecting ── Present ──▶ ringing ── Accept ──▶ accepted
 *     │                         ├────── Decline ──▶ declined
 *     │                         ├────── RingOut ──▶ no-answer      (RONA)
 *     └── Withdraw ──▶ ◀────────┴────── Withdraw ─▶ withdrawn      (the customer hung up, the agent's desk is gone)
 *
 * Connecting ([PO-3]): the contact is assigned, and no desk of the agent has said yet that it shows it. The ring time
 * begins when one does ([PO-4]), so that nobody is Idle for a ring they could not see. Both may be accepted or declined.
 * Every other state is terminal. Accepting or declining again what this agent has accepted or declined is no
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
  /** While connecting: until when a desk has to show it. While ringing: until when it can be answered. */
  readonly expiresAt: number;
  readonly status: OfferStatus;
  /** Who asks, for a consult or a transfer; null for a contact from a queue. */
  readonly askedBy: AskedBy | null;
};

/** The agent who asks for a consult or transfers, as the request shows them ([PO-21]). */
export type AskedBy = {
  readonly agentId: string;
  readonly name: string;
  /** The agent's own number (Agent DN); null when they have none. */
  readonly number: string | null;
  readonly team: string | null;
  /** How the agent who is asked was found. By an entry point, only the number is shown ([PO-28]). */
  readonly via: 'agent' | 'queue' | 'entry-point';
  /** The agent's own transfer, which nobody took: it comes back to them ([TR-6]). */
  readonly returned: boolean;
};

export type OfferStatus = 'connecting' | 'ringing' | 'accepted' | 'declined' | 'no-answer' | 'withdrawn';

export type OfferAction =
  | {readonly type: 'accept'; readonly agentId: string; readonly fence: number}
  | {readonly type: 'decline'; readonly agentId: string; readonly fence: number}
  /** A desk of the agent shows it. */
  | {readonly type: 'present'; readonly agentId: string; readonly fence: number; readonly ringMs: number}
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
    case 'present':
      return present(offer, action, now);
    case 'ring-out':
      return offer.status === 'ringing' && now >= offer.expiresAt ? end(offer, 'no-answer') : {offer, changed: false};
    case 'withdraw':
      return isOpen(offer) ? end(offer, 'withdrawn') : {offer, changed: false};
    default:
      return unreachable(action);
  }
}

/** An offer that can still be answered. */
export function isOpen({status}: Pick<Offer, 'status'>): boolean {
  return status === 'connecting' || status === 'ringing';
}

function present(
  offer: Offer,
  {agentId, fence, ringMs}: Extract<OfferAction, {type: 'present'}>,
  now: number,
): OfferTransition {
  if (offer.agentId !== agentId) return {refused: 'not-yours'};
  if (offer.fence !== fence) return {refused: 'offer-gone'};
  if (offer.status !== 'connecting')
    return offer.status === 'ringing' ? {offer, changed: false} : {refused: 'offer-gone'};
  if (now >= offer.expiresAt) return {refused: 'offer-expired'};
  return {offer: {...offer, status: 'ringing', expiresAt: now + ringMs}, changed: true};
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
  if (!isOpen(offer)) return {refused: 'offer-gone'};
  if (now >= offer.expiresAt) return {refused: 'offer-expired'};
  return end(offer, status);
}

function end(offer: Offer, status: OfferStatus): OfferTransition {
  return {offer: {...offer, status}, changed: true};
}
