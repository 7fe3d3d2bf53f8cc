import type {Consult, Contact, EndReason, JoinedParticipant, Participant} from './contact.ts';
import {MAIN, consultOf, customerOf, factsOf, isJoined, mainCircle, mainSeatOf, onTheWay} from './contact.ts';
import {depart, done, holdCustomer, inMain, left, seated} from './contact-change.ts';
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
  const rest = callOff(closeConsults(contact, now, timings, effects), now, timings, effects);
  const present = rest.participants.filter(isJoined).filter((each) => each.role !== 'supervisor');
  const customer = customerOf(rest);
  const attended = present.some((each) => each.party.kind === 'agent');
  const others = present.length - 1 + onTheWay(rest);
  // [CF-24] With one left it is over; [CF-27] without customer and agents too, whoever else is there.
  const over = others < 1 || !(attended || isJoined(customer));
  const again = over && isJoined(customer) && departure.lost && rest.queue !== null;
  if (over && !again) return merge(endForEverybody(rest, departure.endReason, now, timings), effects);
  const calm = holdAnew(superviseAnew(passControl(rest, effects), now, effects), rest);
  if (again) return waitAgain(calm, effects);
  if (isJoined(customer)) return done(calm, attended ? effects : [...effects, {type: 'limit-unattended'}]);
  if (calm.status !== 'connected') return done(calm, effects);
  return done({...factsOf(calm), status: 'post-call', connectedAt: calm.connectedAt, customerLeftAt: now}, effects);
}

function merge(ended: ContactTransition, effects: readonly ContactEffect[]): ContactTransition {
  return 'refused' in ended ? ended : {...ended, effects: [...effects, ...ended.effects]};
}

function waitAgain(contact: Contact, effects: readonly ContactEffect[]): ContactTransition {
  const participants = contact.participants.map((each) =>
    each.role === 'customer' && isJoined(each) ? inMain(each) : each,
  );
  const priority = Math.min(contact.priority, FRONT_PRIORITY);
  return done({...factsOf(contact), participants, priority, status: 'waiting'}, [...effects, {type: 'route'}]);
}

/**
 * [CF-8] Whom the one who left had put on hold is not left there. [CO-51] Alone with who asks, the customer is on hold
 * while they are away.
 */
function holdAnew(contact: Contact, before: Contact): Contact {
  const consult = consultOf(contact);
  const starter = contact.participants.find((each) => each.id === consult?.startedBy);
  if (consult !== undefined && isJoined(customerOf(contact)) && mainCircle(contact).length === 2) {
    const alone = {...consult, holdsCustomer: true};
    const conversations = contact.conversations.map((each) => (each.id === alone.id ? alone : each));
    return holdCustomer({...contact, conversations}, mainSeatOf(starter)?.held ?? false);
  }
  const inControl = before.participants.some((each) => isJoined(each) && each.role === 'primary');
  return inControl ? contact : holdCustomer(contact, false);
}

/** A consult goes on while both its sides are there; one nobody answered yet while its starter and the customer are. */
function closeConsults(contact: Contact, now: number, timings: Timings, effects: ContactEffect[]): Contact {
  return contact.conversations.reduce((rest, each) => {
    if (each.kind === 'main' || lives(rest, each)) return rest;
    return closeConsult(rest, each, now, timings, effects);
  }, contact);
}

/** [CF-28] Once the customer has left nobody is added, also not who was on the way. */
function callOff(contact: Contact, now: number, timings: Timings, effects: ContactEffect[]): Contact {
  if (isJoined(customerOf(contact))) return contact;
  const participants = contact.participants.map((each) =>
    each.status === 'invited' && each.conversationId === MAIN
      ? depart(each, 'customer-left', now, timings, effects)
      : each,
  );
  return {...contact, participants};
}

function lives(contact: Contact, consult: Consult): boolean {
  const people = contact.participants.filter(isJoined).filter((each) => each.role !== 'supervisor');
  if (consult.merged)
    return isJoined(customerOf(contact)) && people.some((each) => each.party.kind === 'agent' && hasSeat(each, MAIN));
  const sides = people.filter((each) => hasSeat(each, consult.id));
  const starter = sides.some((each) => each.id === consult.startedBy);
  if (consult.status === 'open') return starter && sides.length > 1;
  if (consult.target.kind === 'dial-number' && !isRung(contact, consult)) return false;
  return starter && people.length > 1 && isJoined(customerOf(contact));
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
