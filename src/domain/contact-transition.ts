import type {Contact, EndReason, Leg, Party} from './contact.ts';
import {customerOf, isCustomerHeld, isJoined, participantOfAgent} from './contact.ts';
import {unchanged} from './contact-change.ts';
import {type ConsultAction, transitionConsult} from './contact-consult.ts';
import {type DigitalAction, transitionDigital} from './contact-digital.ts';
import {
  type ToBeCalledAction,
  isPromised,
  isToBeCalled,
  releaseLine,
  transitionToBeCalled,
} from './contact-callback.ts';
import {endForEverybody} from './contact-ending.ts';
import {setHeld, setMuted} from './contact-hold.ts';
import {type FlowAction, transitionInFlow} from './contact-flow.ts';
import {acceptOffer, answerDialled, openOffer, returnOffer} from './contact-offer.ts';
import {type Departure, leave} from './contact-leaving.ts';
import {participantOfLeg, setLost} from './contact-lost.ts';
import {atFront, owedByAgent} from './contact-owed.ts';
import {type AssistAction, transitionAssist} from './contact-supervision.ts';
import {type TransferAction, transitionTransfer} from './contact-transfer.ts';
import {extendWrapUp, wasHere, withQueueOfWrapUp, wrapUp} from './contact-wrap-up.ts';
import {refusalOf} from './controls.ts';
import {type VariableAction, transitionVariable} from './contact-variable.ts';
import type {Refusal} from './refusal.ts';
import type {Timings} from './settings.ts';
import {type TelephoneAction, transitionTelephone} from './telephone.ts';
import {unreachable} from './unreachable.ts';

/** What can happen to a contact. Identifiers are made by the hub: a rule makes none. */
export type ContactAction =
  | {readonly type: 'open-offer'; readonly offerId: string}
  /** `front`: a transfer that nobody took; the customer has waited once already ([TR-6]). */
  | {readonly type: 'return-offer'; readonly offerId: string; readonly front?: boolean}
  | {
      readonly type: 'accept-offer';
      readonly offerId: string;
      readonly participantId: string;
      readonly party: Party;
      readonly leg: Leg | null;
      /** Of a customer who is to be called back: rung from now on. Null: an agent's telephone is rung first. */
      readonly customerLeg?: Leg | null;
    }
  | {readonly type: 'answer-dialled'}
  | {
      readonly type: 'fail-dialled';
      readonly reason: Extract<EndReason, 'busy' | 'no-answer' | 'declined' | 'unobtainable' | 'failed'>;
    }
  | {readonly type: 'hang-up-customer'}
  | {readonly type: 'end'; readonly agentId: string}
  | {readonly type: 'hold'; readonly agentId: string}
  | {readonly type: 'resume'; readonly agentId: string}
  | {readonly type: 'mute'; readonly agentId: string}
  | {readonly type: 'unmute'; readonly agentId: string}
  | {readonly type: 'lose-leg'; readonly legId: string}
  | {readonly type: 'regain-leg'; readonly legId: string}
  | {readonly type: 'give-up-leg'; readonly legId: string}
  | {readonly type: 'extend-wrap-up'; readonly agentId: string}
  | {readonly type: 'wrap-up'; readonly agentId: string}
  | {readonly type: 'exit-conference'; readonly agentId: string}
  /** A customer with nobody but a dial number: their time is over (design §6.3). */
  | {readonly type: 'end-unattended'}
  | ToBeCalledAction
  | AssistAction
  | VariableAction
  | ConsultAction
  | TransferAction
  | FlowAction
  | TelephoneAction
  | DigitalAction;

/** What the hub has to do beside storing the contact. */
export type ContactEffect =
  | {readonly type: 'close-leg'; readonly legId: string}
  | {readonly type: 'withdraw-offer'; readonly offerId: string}
  | {readonly type: 'start-wrap-up'; readonly agentId: string; readonly deadlineAt: number}
  | {readonly type: 'free-agent'; readonly agentId: string}
  /** A wrap-up that had begun is none any more: the customer came back. */
  | {readonly type: 'resume-work'; readonly agentId: string}
  /** The leg has to join within the grace time, or its participant is given up; a telephone has to be picked up meanwhile. */
  | {readonly type: 'await-leg'; readonly legId: string}
  /** The agent's audio did not come or come back: nothing more may ring there until they say so. */
  | {readonly type: 'set-inactive'; readonly agentId: string}
  /** A consult is over: what rings or waits for it is taken back. */
  | {readonly type: 'close-consult'; readonly conversationId: string}
  /** The agent is in control from now on. */
  | {readonly type: 'tell-control'; readonly agentId: string}
  /** Whom a supervisor listens to has changed, or is gone. */
  | {readonly type: 'tell-monitoring'; readonly agentId: string}
  /** No agent is left beside the customer: it may go on for a limited time. */
  | {readonly type: 'limit-unattended'}
  | {readonly type: 'route'};

export type ContactTransition =
  | {readonly contact: Contact; readonly effects: readonly ContactEffect[]; readonly changed: boolean}
  | {readonly refused: Refusal};

/**
 * The contact after an action, and what follows from it. Pure: the same serves the hub, which commits it, and tests.
 * An action that asks for what already is so changes nothing and is no refusal: commands are safe to send twice.
 * @param now epoch milliseconds by the database's clock
 */
export function transitionContact(
  contact: Contact,
  action: ContactAction,
  now: number,
  timings: Timings,
): ContactTransition {
  const outcome = transition(contact, action, now, timings);
  return 'refused' in outcome || !outcome.changed
    ? outcome
    : {...outcome, contact: withQueueOfWrapUp(contact, outcome.contact)};
}

function transition(contact: Contact, action: ContactAction, now: number, timings: Timings): ContactTransition {
  switch (action.type) {
    case 'open-offer':
      return openOffer(contact, action.offerId);
    case 'return-offer':
      return returnOffer(contact, action.offerId, action.front === true);
    case 'accept-offer':
      return acceptOffer(contact, action, now);
    case 'promise-callback':
    case 'release-line':
    case 'call-off':
      return transitionToBeCalled(contact, action, now, timings);
    case 'answer-dialled':
      return contact.status === 'dialling' ? answerDialled(contact, now) : unchanged(contact);
    case 'fail-dialled':
      return contact.status === 'dialling' ? endForEverybody(contact, action.reason, now, timings) : unchanged(contact);
    case 'hang-up-customer':
      return hangUpCustomer(contact, now, timings);
    case 'end':
      return endByAgent(contact, action.agentId, now, timings);
    case 'hold':
      return setHeld(contact, action.agentId, true);
    case 'resume':
      return setHeld(contact, action.agentId, false);
    case 'mute':
      return setMuted(contact, action.agentId, true);
    case 'unmute':
      return setMuted(contact, action.agentId, false);
    case 'lose-leg':
      return setLost(contact, action.legId, now);
    case 'regain-leg':
      return setLost(contact, action.legId, null);
    case 'give-up-leg':
      return giveUpLeg(contact, action.legId, now, timings);
    case 'extend-wrap-up':
      return extendWrapUp(contact, action.agentId, timings);
    case 'wrap-up':
      return wrapUp(contact, action.agentId, now);
    case 'set-variable':
      return transitionVariable(contact, action);
    case 'exit-conference':
      return exitConference(contact, action.agentId, now, timings);
    case 'end-unattended':
      return endUnattended(contact, now, timings);
    case 'monitor':
    case 'barge-in':
    case 'stop-monitoring':
    case 'suggest-wrap-up':
    case 'wrap-up-early':
      return transitionAssist(contact, action, now);
    case 'consult':
    case 'join-consult':
    case 'fail-consult':
    case 'end-consult':
    case 'exit-consult':
    case 'toggle':
    case 'hold-consult':
    case 'resume-consult':
    case 'conference':
    case 'cancel-invitation':
      return transitionConsult(contact, action, now, timings);
    case 'transfer-to-agent':
    case 'transfer-to-queue':
    case 'transfer-to-number':
    case 'complete-transfer':
    case 'announce':
    case 'enqueue':
    case 'answer-leg':
    case 'drop-leg':
      return transitionTransfer(contact, action, now, timings);
    case 'set-values':
    case 'end-by-flow':
    case 'turn-away':
    case 'lead-to-flow':
    case 'lead-to-number':
      return transitionInFlow(contact, action, now, timings);
    case 'pick-up-telephone':
    case 'hang-up-telephone':
      return transitionTelephone(contact, action, now, timings);
    case 'withdraw':
    case 'update':
    case 'give-back':
      return transitionDigital(contact, action, now, timings);
    default:
      return unreachable(action);
  }
}

/** Alone with an agent it is the end; where others talk, they go on without the customer ([CF-17], [CO-61]). */
function hangUpCustomer(contact: Contact, now: number, timings: Timings): ContactTransition {
  if (contact.status === 'ended' || contact.status === 'post-call') return unchanged(contact);
  // [DC-20] Who hangs up before all was said has been promised the call all the same.
  if (isPromised(contact)) return releaseLine(contact);
  // Nobody is on the line who could hang up.
  if (isToBeCalled(contact)) return unchanged(contact);
  if (contact.status === 'waiting' || contact.status === 'offered')
    return endForEverybody(contact, 'abandoned', now, timings);
  const customer = customerOf(contact);
  if (contact.status === 'dialling' || !isJoined(customer))
    return endForEverybody(contact, 'customer-hung-up', now, timings);
  return leave(contact, departureOf(customer.id, 'customer-hung-up'), now, timings);
}

function departureOf(participantId: string, endReason: EndReason): Departure {
  return {participantIds: [participantId], leftReason: 'left', endReason, lost: false};
}

function endByAgent(contact: Contact, agentId: string, now: number, timings: Timings): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (agent?.status === 'wrap-up' || (contact.status === 'ended' && wasHere(contact, agentId)))
    return unchanged(contact);
  if (!isJoined(agent)) return {refused: 'not-yours'};
  // [CF-20] A conferenced agent's End takes only that agent out.
  if (agent.role === 'conferenced') return exitConference(contact, agentId, now, timings);
  if (agent.role !== 'primary') return {refused: 'not-permitted'};
  // [WU-2] [HO-6] A call on hold cannot be ended: the customer would be cut off without a word.
  if (isCustomerHeld(contact)) return {refused: 'customer-held'};
  return endForEverybody(contact, 'agent-ended', now, timings);
}

/** [CF-8] [CF-16] */
function exitConference(contact: Contact, agentId: string, now: number, timings: Timings): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (agent?.status === 'wrap-up') return unchanged(contact);
  if (!isJoined(agent)) return {refused: wasHere(contact, agentId) ? 'contact-gone' : 'not-yours'};
  const refused = refusalOf(contact, agentId, 'exit-conference');
  if (refused !== null) return {refused};
  return leave(contact, departureOf(agent.id, 'agent-ended'), now, timings);
}

function endUnattended(contact: Contact, now: number, timings: Timings): ContactTransition {
  const attended = contact.participants.some((each) => isJoined(each) && each.party.kind === 'agent');
  if (contact.status !== 'connected' || attended) return unchanged(contact);
  return endForEverybody(contact, 'agent-ended', now, timings);
}

/**
 * Somebody who vanished did not return in time, or never joined (design §6.3). A customer has hung up then, and may be owed a call at the
 * front of the queue; an agent's customer goes there.
 */
function giveUpLeg(contact: Contact, legId: string, now: number, timings: Timings): ContactTransition {
  const lost = participantOfLeg(contact, legId);
  if (lost === undefined || (lost.lostAt === null && lost.leg?.status === 'connected')) return unchanged(contact);
  if (lost.role === 'customer') {
    const owed = owedByAgent(contact, legId) !== null;
    return hangUpCustomer(owed ? atFront(contact) : contact, now, timings);
  }
  const gone = {participantIds: [lost.id], leftReason: 'lost', endReason: 'agent-lost'} as const;
  return leave(contact, {...gone, lost: lost.party.kind === 'agent'}, now, timings);
}
