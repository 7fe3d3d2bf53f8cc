import type {Consult, Contact, EndReason, JoinedParticipant, Participant} from './contact.ts';
import {MAIN, customerOf, factsOf, isJoined, mainSeatOf} from './contact.ts';
import {depart, done, inMain, left, seated} from './contact-change.ts';
import {FRONT_PRIORITY} from './contact-creation.ts';
import {endForEverybody} from './contact-ending.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

/** Who goes, and how: what is left of the contact follows from the rules below. */
export type Departure = {
  readonly participantIds: readonly string[];
  /** Kept with each who goes. */
  readonly leftReason: string;
  /** The contact's, if nobody is left in it. */
  readonly endReason: EndReason;
  /** Their audio vanished: no wrap-up, and the agent is Inactive until they say otherwise. */
  readonly lost: boolean;
};

/**
 * Somebody leaves, and the others go on where they can (CF-8 to CF-33, design §6.3):
 * - a consult whose one side has gone is over, and whoever is left of it is back where they came from;
 * - control passes to the agent who has been there longest ([CF-10]);
 * - without the customer two or more go on in Post Call ([CF-23]), one alone is the end ([CF-24]);
 * - a customer whose last agent vanished waits at the front of the queue;
 * - a supervisor follows the agent in control, or leaves with the last one ([CF-31], [CF-33]).
 */
export function leave(contact: Contact, departure: Departure, now: number, timings: Timings): ContactTransition {
  const effects: ContactEffect[] = [];
  const participants = contact.participants.map((each) =>
    departure.participantIds.includes(each.id) ? go(each, departure, now, timings, effects) : each,
  );
  return settle({...contact, participants}, departure, now, timings, effects);
}

function go(
  participant: Participant,
  {leftReason, lost}: Departure,
  now: number,
  timings: Timings,
  effects: ContactEffect[],
): Participant {
  if (!lost || participant.party.kind !== 'agent') return depart(participant, leftReason, now, timings, effects);
  if (participant.status === 'joined' && participant.leg !== null)
    effects.push({type: 'close-leg', legId: participant.leg.id});
  const {agentId} = participant.party;
  effects.push({type: 'set-inactive', agentId}, {type: 'free-agent', agentId});
  return left(participant, 'lost', now);
}

/** Brings a contact to what the rules say after somebody went or a transfer moved people. */
export function settle(
  contact: Contact,
  departure: Pick<Departure, 'endReason' | 'lost'>,
  now: number,
  timings: Timings,
  effects: ContactEffect[],
): ContactTransition {
  const calm = superviseAnew(passControl(closeConsults(contact, now, timings, effects), effects), now, effects);
  const present = calm.participants.filter(isJoined).filter((each) => each.role !== 'supervisor');
  const customer = customerOf(calm);
  const agents = present.filter((each) => each.party.kind === 'agent');
  const onTheWay = isSomebodyOnTheWay(calm);
  if (isJoined(customer)) {
    if (agents.length > 0) return done(calm, effects);
    if (present.length > 1 || onTheWay) return done(calm, [...effects, {type: 'limit-unattended'}]);
    if (departure.lost && calm.queue !== null) return waitAgain(calm, customer, effects);
    return merge(endForEverybody(calm, departure.endReason, now, timings), effects);
  }
  if (present.length + (onTheWay ? 1 : 0) < 2)
    return merge(endForEverybody(calm, departure.endReason, now, timings), effects);
  if (calm.status !== 'connected') return done(calm, effects);
  return done({...factsOf(calm), status: 'post-call', connectedAt: calm.connectedAt, customerLeftAt: now}, effects);
}

function merge(ended: ContactTransition, effects: readonly ContactEffect[]): ContactTransition {
  return 'refused' in ended ? ended : {...ended, effects: [...effects, ...ended.effects]};
}

function waitAgain(
  contact: Contact,
  customer: JoinedParticipant,
  effects: readonly ContactEffect[],
): ContactTransition {
  const participants = contact.participants.map((each) => (each === customer ? inMain(customer) : each));
  const priority = Math.min(contact.priority, FRONT_PRIORITY);
  return done({...factsOf(contact), participants, priority, status: 'waiting'}, [...effects, {type: 'route'}]);
}

/** A number that is rung for the main conversation, or a conference begun before somebody answered. */
function isSomebodyOnTheWay(contact: Contact): boolean {
  const rung = contact.participants.some(
    (each) => each.status === 'invited' && each.role === 'dial-number' && each.conversationId === MAIN,
  );
  return rung || contact.conversations.some((each) => each.kind === 'consult' && each.merged);
}

/** A consult goes on while both its sides are there; one nobody answered yet while its starter and the customer are. */
function closeConsults(contact: Contact, now: number, timings: Timings, effects: ContactEffect[]): Contact {
  return contact.conversations.reduce((rest, each) => {
    if (each.kind === 'main' || lives(rest, each)) return rest;
    return closeConsult(rest, each, now, timings, effects);
  }, contact);
}

function lives(contact: Contact, consult: Consult): boolean {
  if (consult.merged) return contact.participants.some((each) => isJoined(each) && each.party.kind === 'agent');
  const sides = contact.participants.filter(isJoined).filter((each) => hasSeat(each, consult.id));
  const starter = sides.some((each) => each.id === consult.startedBy);
  if (consult.status === 'open') return starter && sides.length > 1;
  if (consult.target.kind === 'dial-number' && !isRung(contact, consult)) return false;
  const company = contact.participants.filter(isJoined).filter((each) => each.role !== 'supervisor').length > 1;
  return starter && company && isJoined(customerOf(contact));
}

function isRung(contact: Contact, {id}: Consult): boolean {
  return contact.participants.some((each) => each.status === 'invited' && each.conversationId === id);
}

/** Takes a consult away: the asked side has left, the asking side is back in the main conversation. */
export function closeConsult(
  contact: Contact,
  consult: Consult,
  now: number,
  timings: Timings,
  effects: ContactEffect[],
): Contact {
  effects.push({type: 'close-consult', conversationId: consult.id});
  const participants = contact.participants.map((each) => {
    if (each.status === 'invited' && each.conversationId === consult.id)
      return depart(each, 'consult-ended', now, timings, effects);
    if (!isJoined(each) || !hasSeat(each, consult.id)) return each;
    const seats = each.seats.filter((seat) => seat.conversationId !== consult.id);
    if (seats.length === 0) return depart({...each, seats}, 'consult-ended', now, timings, effects);
    return each.id === consult.startedBy ? seated({...each, seats}, MAIN, false) : {...each, seats};
  });
  return {...contact, participants, conversations: contact.conversations.filter(({id}) => id !== consult.id)};
}

export function hasSeat(participant: JoinedParticipant, conversationId: string): boolean {
  return participant.seats.some((seat) => seat.conversationId === conversationId);
}

/** [CF-10] Without a primary agent the one who has been in the conversation longest takes control. */
function passControl(contact: Contact, effects: ContactEffect[]): Contact {
  const agents = contact.participants.filter(isJoined).filter((each) => each.party.kind === 'agent');
  if (agents.some((each) => each.role === 'primary')) return contact;
  const [next] = agents
    .filter((each) => each.role === 'conferenced' && mainSeatOf(each) !== undefined)
    .toSorted((a, b) => a.joinedAt - b.joinedAt);
  if (next === undefined || next.party.kind !== 'agent') return contact;
  effects.push({type: 'tell-control', agentId: next.party.agentId});
  const participants = contact.participants.map((each) =>
    each === next ? ({...next, role: 'primary'} as const) : each,
  );
  return {...contact, participants};
}

/** A supervisor whose agent has left moves to the one in control, or leaves. */
function superviseAnew(contact: Contact, now: number, effects: ContactEffect[]): Contact {
  const agents = contact.participants
    .filter(isJoined)
    .filter((each) => each.party.kind === 'agent' && each.role !== 'supervisor');
  const control = agents.find((each) => each.role === 'primary') ?? agents[0];
  const participants = contact.participants.map((each): Participant => {
    if (!isJoined(each) || each.role !== 'supervisor' || agents.some(({id}) => id === each.monitors)) return each;
    if (control !== undefined) {
      if (each.party.kind === 'agent') effects.push({type: 'tell-monitoring', agentId: each.party.agentId});
      return {...each, monitors: control.id};
    }
    if (each.leg !== null) effects.push({type: 'close-leg', legId: each.leg.id});
    if (each.party.kind === 'agent') effects.push({type: 'tell-monitoring', agentId: each.party.agentId});
    return left(each, 'nobody-to-hear', now);
  });
  return {...contact, participants};
}
