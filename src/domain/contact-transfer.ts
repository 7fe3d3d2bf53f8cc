import type {Consult, Contact, Leg, Participant, Variable} from './contact.ts';
import {MAIN, consultOf, customerOf, factsOf, isJoined, onTheWay, participantOfAgent} from './contact.ts';
import {isPromised} from './contact-callback.ts';
import {depart, done, holdCustomer, inMain, left, replace, unchanged} from './contact-change.ts';
import {seatArrival} from './contact-consult.ts';
import {FRONT_PRIORITY} from './contact-creation.ts';
import {closeConsult, hasSeat, leave, settle} from './contact-leaving.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import {refusalOf} from './controls.ts';
import type {Timings} from './settings.ts';
import {unreachable} from './unreachable.ts';

/** Where a customer goes who is given away to nobody in particular: a queue, or an entry point with what it brings along. */
export type Destination = {
  /** Null while a flow decides. */
  readonly queue: Contact['queue'];
  readonly priority: number;
  /** The entry point's number; as it was, for a queue. */
  readonly dnis: string | null;
  readonly variables: readonly Variable[];
};

export type TransferAction =
  /** Blind, to one agent: the hub makes the offer ([TR-21]). */
  | {readonly type: 'transfer-to-agent'; readonly agentId: string; readonly offerId: string}
  /** Blind, or out of a consult before anybody answered ([CO-40]). */
  | {readonly type: 'transfer-to-queue'; readonly agentId: string; readonly destination: Destination}
  | {
      readonly type: 'transfer-to-number';
      readonly agentId: string;
      readonly dialled: {
        readonly participantId: string;
        readonly address: string;
        readonly name: string | null;
        readonly leg: Leg;
      };
    }
  /** [CO-35] Out of a consult: the other side gets the customer. */
  | {readonly type: 'complete-transfer'; readonly agentId: string}
  /** A flow is through with a customer, or has more to play. */
  | {readonly type: 'announce'; readonly announcement: Contact['announcement']}
  | {readonly type: 'enqueue'; readonly destination: Destination}
  /** A number that is rung answers. */
  | {readonly type: 'answer-leg'; readonly legId: string}
  /** A number that is rung does not, or one that was there has hung up. */
  | {readonly type: 'drop-leg'; readonly legId: string; readonly reason: string};

/** @param now epoch milliseconds by the database's clock */
export function transitionTransfer(
  contact: Contact,
  action: TransferAction,
  now: number,
  timings: Timings,
): ContactTransition {
  switch (action.type) {
    case 'transfer-to-agent':
      return toAgent(contact, action, now, timings);
    case 'transfer-to-queue':
      return toQueue(contact, action, now, timings);
    case 'transfer-to-number':
      return toNumber(contact, action, now, timings);
    case 'complete-transfer':
      return complete(contact, action.agentId, now, timings);
    case 'announce':
      return announce(contact, action.announcement);
    case 'enqueue':
      return enqueue(contact, action.destination);
    case 'answer-leg':
      return answerLeg(contact, action.legId, now);
    case 'drop-leg':
      return dropLeg(contact, action, now, timings);
    default:
      return unreachable(action);
  }
}

function toAgent(
  contact: Contact,
  {agentId, offerId}: Extract<TransferAction, {type: 'transfer-to-agent'}>,
  now: number,
  timings: Timings,
): ContactTransition {
  const refused = refusalOf(contact, agentId, 'transfer');
  if (refused !== null) return {refused};
  const effects: ContactEffect[] = [];
  const given = giveAway(contact, agentId, now, timings, effects);
  // [TR-6] Whoever does not take it leaves the customer at the front.
  const priority = Math.min(given.priority, FRONT_PRIORITY);
  return done({...factsOf(given), priority, status: 'offered', offerId}, effects);
}

function toQueue(
  contact: Contact,
  {agentId, destination}: Extract<TransferAction, {type: 'transfer-to-queue'}>,
  now: number,
  timings: Timings,
): ContactTransition {
  // Out of a consult with nobody at the other end yet, the consult's own control says whether it may be.
  const refused = refusalOf(contact, agentId, consultOf(contact) === undefined ? 'transfer' : 'complete-transfer');
  if (refused !== null) return {refused};
  const effects: ContactEffect[] = [];
  const given = giveAway(contact, agentId, now, timings, effects);
  const excludedAgentIds = [...new Set([...given.excludedAgentIds, agentId])];
  const waiting: Contact = {...factsOf(given), ...destination, excludedAgentIds, enqueuedAt: now, status: 'waiting'};
  return done(waiting, destination.queue === null ? effects : [...effects, {type: 'route'}]);
}

function toNumber(
  contact: Contact,
  {agentId, dialled}: Extract<TransferAction, {type: 'transfer-to-number'}>,
  now: number,
  timings: Timings,
): ContactTransition {
  const refused = refusalOf(contact, agentId, 'transfer');
  if (refused !== null) return {refused};
  const effects: ContactEffect[] = [{type: 'limit-unattended'}];
  const given = giveAway(contact, agentId, now, timings, effects);
  const {participantId, address, name, leg} = dialled;
  const rung: Participant = {
    id: participantId,
    role: 'dial-number',
    party: {kind: 'dial-number', address, name},
    status: 'invited',
    leg,
    conversationId: MAIN,
  };
  return done({...given, participants: [...given.participants, rung]}, effects);
}

/** [TR-22] The agent wraps up, the customer is off hold and hears music until somebody is there. */
function giveAway(contact: Contact, agentId: string, now: number, timings: Timings, effects: ContactEffect[]): Contact {
  const consult = consultOf(contact);
  const alone = consult === undefined ? contact : closeConsult(contact, consult, now, timings, effects);
  const gone = alone.participants.map((each) => {
    if (isJoined(each) && each.role === 'supervisor') {
      if (each.leg !== null) effects.push({type: 'close-leg', legId: each.leg.id});
      if (each.party.kind === 'agent') effects.push({type: 'tell-monitoring', agentId: each.party.agentId});
      return left(each, 'nobody-to-hear', now);
    }
    return each.party.kind === 'agent' && each.party.agentId === agentId
      ? depart(each, 'transferred', now, timings, effects)
      : each;
  });
  return holdCustomer({...alone, participants: gone}, false);
}

function complete(contact: Contact, agentId: string, now: number, timings: Timings): ContactTransition {
  const refused = refusalOf(contact, agentId, 'complete-transfer');
  if (refused !== null) return {refused};
  const consult = consultOf(contact);
  if (consult === undefined) return {refused: 'no-consult'};
  // To a queue or entry point that nobody answered for yet, the hub says where that leads.
  if (consult.status === 'requested' && consult.target.kind !== 'dial-number') return {refused: 'consult-not-answered'};
  const effects: ContactEffect[] = [];
  const participants = contact.participants.map((each) => hand(each, {consult, agentId}, now, timings, effects));
  const conversations = contact.conversations.filter(({id}) => id !== consult.id);
  const handed = holdCustomer({...contact, participants, conversations}, false);
  return settle(handed, {endReason: 'agent-ended', lost: false}, now, timings, effects);
}

function hand(
  participant: Participant,
  {consult, agentId}: {readonly consult: Consult; readonly agentId: string},
  now: number,
  timings: Timings,
  effects: ContactEffect[],
): Participant {
  const {party} = participant;
  if (party.kind === 'agent' && party.agentId === agentId && participant.role === 'primary')
    return depart(participant, 'transferred', now, timings, effects);
  if (participant.status === 'invited')
    return participant.conversationId === consult.id ? {...participant, conversationId: MAIN} : participant;
  if (!isJoined(participant) || !hasSeat(participant, consult.id)) return participant;
  if (party.kind !== 'agent') return inMain(participant);
  effects.push({type: 'tell-control', agentId: party.agentId});
  return inMain({...participant, role: 'primary'});
}

function announce(contact: Contact, announcement: Contact['announcement']): ContactTransition {
  const {sound, startedAtMs} = contact.announcement ?? {};
  const same = sound === announcement?.sound && startedAtMs === announcement?.startedAtMs;
  const waits = contact.status === 'waiting' || contact.status === 'offered';
  return !waits || same || isPromised(contact) ? unchanged(contact) : done({...contact, announcement});
}

/** A flow has found the queue, or a queue another one. What they have waited before counts. */
function enqueue(contact: Contact, destination: Destination): ContactTransition {
  const {queue} = destination;
  const stays = queue === null || queue.id === contact.queue?.id || isPromised(contact);
  if (contact.status !== 'waiting' || stays) return unchanged(contact);
  return done({...contact, ...destination, announcement: null}, [{type: 'route'}]);
}

function answerLeg(contact: Contact, legId: string, now: number): ContactTransition {
  const rung = contact.participants.find((each) => each.status === 'invited' && each.leg?.id === legId);
  if (rung?.status !== 'invited' || rung.role !== 'dial-number' || rung.leg === null) return unchanged(contact);
  const {id, role, party, leg, conversationId} = rung;
  const joined = {
    id,
    role,
    party,
    leg,
    status: 'joined',
    joinedAt: now,
    seats: [],
    muted: false,
    lostAt: null,
  } as const;
  const there = replace(contact, joined);
  const consult = contact.conversations.find((each) => each.kind === 'consult' && each.id === conversationId);
  const seatedThere =
    consult?.kind === 'consult' ? seatArrival(there, consult, joined, now) : replace(there, inMain(joined));
  return done(seatedThere, [{type: 'await-leg', legId}]);
}

/**
 * A number hangs up, is busy, or never answers. [TR-6] A customer who would be left alone by that waits at the front, and
 * the hub asks who transferred them first.
 */
function dropLeg(
  contact: Contact,
  {legId, reason}: Extract<TransferAction, {type: 'drop-leg'}>,
  now: number,
  timings: Timings,
): ContactTransition {
  const party = contact.participants.find(
    (each) => (each.status === 'invited' || each.status === 'joined') && each.leg?.id === legId,
  );
  if (party === undefined || party.role !== 'dial-number' || contact.status === 'ended') return unchanged(contact);
  // Its time to answer has run out, and it had answered.
  if (party.status === 'joined' && reason === 'no-answer') return unchanged(contact);
  const customer = customerOf(contact);
  const rest = replace(contact, left(party, reason, now));
  const others = rest.participants.filter((each) => isJoined(each) && each.role !== 'supervisor');
  if (party.status === 'joined' || !isJoined(customer) || others.length + onTheWay(rest) > 1)
    return leave(
      contact,
      {participantIds: [party.id], leftReason: reason, endReason: 'agent-ended', lost: false},
      now,
      timings,
    );
  const effects: ContactEffect[] = [{type: 'close-leg', legId}];
  const priority = Math.min(contact.priority, FRONT_PRIORITY);
  return done({...factsOf(rest), priority, enqueuedAt: now, status: 'waiting'}, effects);
}

/** [TR-6] The transferring agent still has their place in it, so the contact may come back to them. */
export function mayTakeBack(contact: Contact, agentId: string): boolean {
  return participantOfAgent(contact, agentId)?.status === 'wrap-up';
}
