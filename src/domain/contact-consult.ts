import type {Consult, Contact, JoinedParticipant, Leg, Participant, Party} from './contact.ts';
import {MAIN, consultOf, isJoined, mainCircle, participantOfAgent} from './contact.ts';
import {done, holdCustomer, inMain, replace, seated, unchanged} from './contact-change.ts';
import {closeConsult, hasSeat, leave, settle} from './contact-leaving.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import {type ControlName, invitationsOf, refusalOf} from './controls.ts';
import type {Timings} from './settings.ts';
import type {Target} from './target.ts';
import {unreachable} from './unreachable.ts';

/** What the two sides of a consult can do ([CO-50] to [CO-72]). */
export type ConsultAction =
  | {
      readonly type: 'consult';
      readonly agentId: string;
      readonly conversationId: string;
      readonly target: Target;
      /** [CO-52] From a conference the primary agent may let the customer and the others go on. */
      readonly holdsCustomer: boolean;
      /** The number that is rung, for a dial number; an agent comes by accepting an offer. */
      readonly dialled: {readonly participantId: string; readonly leg: Leg} | null;
    }
  /** An agent accepted the offer of a consult. */
  | {
      readonly type: 'join-consult';
      readonly conversationId: string;
      readonly participantId: string;
      readonly party: Party;
      readonly leg: Leg;
    }
  /** Nobody answered, or nobody could be asked. */
  | {readonly type: 'fail-consult'; readonly conversationId: string}
  | {readonly type: 'end-consult'; readonly agentId: string}
  | {readonly type: 'exit-consult'; readonly agentId: string}
  | {readonly type: 'toggle'; readonly agentId: string}
  | {readonly type: 'hold-consult'; readonly agentId: string}
  | {readonly type: 'resume-consult'; readonly agentId: string}
  | {readonly type: 'conference'; readonly agentId: string}
  /** Takes back who was asked into the conference and has not come; see {@link invitationsOf}. */
  | {readonly type: 'cancel-invitation'; readonly agentId: string; readonly invitationId: string};

/** The control an agent's action stands behind: drawn and refused by one rule. */
const CONTROL_OF: {readonly [type in Exclude<ConsultAction['type'], 'join-consult' | 'fail-consult'>]: ControlName} = {
  consult: 'consult',
  'end-consult': 'end-consult',
  'exit-consult': 'exit-consult',
  toggle: 'toggle',
  'hold-consult': 'hold-consult',
  'resume-consult': 'resume-consult',
  conference: 'conference',
  'cancel-invitation': 'cancel-invitation',
};

/** @param now epoch milliseconds by the database's clock */
export function transitionConsult(
  contact: Contact,
  action: ConsultAction,
  now: number,
  timings: Timings,
): ContactTransition {
  if (action.type === 'join-consult') return joinConsult(contact, action, now);
  if (action.type === 'fail-consult') return failConsult(contact, action.conversationId, now, timings);
  const consult = consultOf(contact);
  const agent = participantOfAgent(contact, action.agentId);
  if (isRepeated(contact, consult, agent, action)) return unchanged(contact);
  const refused = refusalOf(contact, action.agentId, CONTROL_OF[action.type]);
  if (refused !== null) return {refused};
  if (!isJoined(agent)) return {refused: 'not-yours'};
  if (action.type === 'consult' && isHere(contact, action.target)) return {refused: 'already-here'};
  if (action.type === 'consult') return startConsult(contact, agent, action, now);
  if (action.type === 'cancel-invitation') return cancelInvitation(contact, agent, action.invitationId, now, timings);
  if (consult === undefined) return {refused: 'no-consult'};
  switch (action.type) {
    case 'end-consult':
      return endConsult(contact, consult, now, timings);
    case 'exit-consult':
      return endConsult(contact, consult, now, timings);
    case 'toggle':
      return speakTo(contact, consult, isHeld(agent, consult.id));
    case 'hold-consult':
      return speakTo(contact, consult, false);
    case 'resume-consult':
      return speakTo(contact, consult, true);
    case 'conference':
      return beginConference(contact, consult);
    default:
      return unreachable(action);
  }
}

/** Who is in it already, also as a supervisor or wrapping up, has one part in it and gets no second. */
function isHere(contact: Contact, target: Target | Party): boolean {
  return target.kind === 'agent' && participantOfAgent(contact, target.agentId) !== undefined;
}

/** The same command again, after its reply was lost. */
function isRepeated(
  contact: Contact,
  consult: Consult | undefined,
  agent: Participant | undefined,
  action: Exclude<ConsultAction, {type: 'join-consult' | 'fail-consult'}>,
): boolean {
  if (!isJoined(agent)) return false;
  switch (action.type) {
    case 'consult':
      return contact.conversations.some((each) => each.id === action.conversationId);
    case 'hold-consult':
    case 'resume-consult':
      return (
        consult?.status === 'open' &&
        consult.startedBy === agent.id &&
        isHeld(agent, consult.id) === (action.type === 'hold-consult')
      );
    case 'cancel-invitation':
      // They have come, or gone, in this moment.
      return (
        agent.role !== 'consulted' &&
        agent.role !== 'supervisor' &&
        !invitationsOf(contact, agent).includes(action.invitationId)
      );
    default:
      return false;
  }
}

function startConsult(
  contact: Contact,
  agent: JoinedParticipant,
  {conversationId, target, holdsCustomer, dialled}: Extract<ConsultAction, {type: 'consult'}>,
  now: number,
): ContactTransition {
  // [CF-13] [CO-52] The customer's hold is the primary agent's choice, and theirs only; alone, a customer is always held.
  const holds = agent.role === 'primary' && (holdsCustomer || mainCircle(contact).length < 3);
  const consult: Consult = {
    id: conversationId,
    kind: 'consult',
    startedBy: agent.id,
    target,
    status: 'requested',
    since: now,
    holdsCustomer: holds,
    merged: false,
  };
  const asked: Contact = {...contact, conversations: [...contact.conversations, consult]};
  const away = replace(asked, seated(seated(agent, MAIN, true), consult.id, false));
  const quiet = holds ? holdCustomer(away, true) : away;
  if (dialled === null || target.kind !== 'dial-number') return done(quiet);
  const rung: Participant = {
    id: dialled.participantId,
    role: 'dial-number',
    party: {kind: 'dial-number', address: target.address, name: target.name},
    status: 'invited',
    leg: dialled.leg,
    conversationId: consult.id,
  };
  return done({...quiet, participants: [...quiet.participants, rung]});
}

/** The asked agent is there. Who resumed the customer meanwhile finds them waiting on hold ([HO-10]). */
function joinConsult(
  contact: Contact,
  {conversationId, participantId, party, leg}: Extract<ConsultAction, {type: 'join-consult'}>,
  now: number,
): ContactTransition {
  const consult = contact.conversations.find((each) => each.id === conversationId);
  if (contact.status === 'ended') return {refused: 'contact-ended'};
  if (consult?.kind !== 'consult' || consult.status !== 'requested') return {refused: 'offer-gone'};
  // A number is rung and nobody is made an offer.
  if (consult.target.kind === 'dial-number') return {refused: 'offer-gone'};
  if (isHere(contact, party)) return {refused: 'already-here'};
  const joined: Participant = {
    id: participantId,
    role: consult.merged ? 'conferenced' : 'consulted',
    party,
    status: 'joined',
    joinedAt: now,
    leg,
    seats: [],
    muted: false,
    lostAt: null,
  };
  const placed = {...contact, participants: [...contact.participants, joined]};
  return done(seatArrival(placed, consult, joined, now), [{type: 'await-leg', legId: leg.id}]);
}

/** Puts who came for a consult where they belong: beside the one who asked, or into the conference it has become. */
export function seatArrival(contact: Contact, consult: Consult, arrival: JoinedParticipant, now: number): Contact {
  if (consult.merged) {
    const there = replace(contact, inMain(arrival));
    return {...there, conversations: there.conversations.filter(({id}) => id !== consult.id)};
  }
  const starter = contact.participants.find((each) => each.id === consult.startedBy);
  const held = isJoined(starter) && isHeld(starter, consult.id);
  const open: Consult = {...consult, status: 'open', since: now};
  return {
    ...replace(contact, seated({...arrival, seats: []}, consult.id, held)),
    conversations: contact.conversations.map((each) => (each.id === consult.id ? open : each)),
  };
}

function failConsult(contact: Contact, conversationId: string, now: number, timings: Timings): ContactTransition {
  const consult = contact.conversations.find((each) => each.id === conversationId);
  if (consult?.kind !== 'consult' || consult.status !== 'requested') return unchanged(contact);
  return endConsult(contact, consult, now, timings);
}

/** [CO-37] Back to the held customer: taking them off hold is the agent's own step. */
function endConsult(contact: Contact, consult: Consult, now: number, timings: Timings): ContactTransition {
  const effects: ContactEffect[] = [];
  const closed = closeConsult(contact, consult, now, timings, effects);
  return settle(closed, {endReason: 'customer-hung-up', lost: false}, now, timings, effects);
}

/**
 * Who started the consult speaks to that side or to the main one; the other waits. For the primary agent customer and
 * consulted side are never both on hold ([HO-10]); a conferenced agent's consult leaves the customer's hold alone.
 */
export function speakTo(contact: Contact, consult: Consult, consultSide: boolean): ContactTransition {
  const participants = contact.participants.map((each) => {
    if (!isJoined(each)) return each;
    if (each.id === consult.startedBy) {
      const there = hasSeat(each, MAIN) ? seated(each, MAIN, consultSide) : each;
      return seated(there, consult.id, !consultSide);
    }
    return hasSeat(each, consult.id) ? seated(each, consult.id, !consultSide) : each;
  });
  const turned = {...contact, participants};
  const starter = contact.participants.find((each) => each.id === consult.startedBy);
  if (starter?.role !== 'primary' || (consultSide && !consult.holdsCustomer)) return done(turned);
  return done(holdCustomer(turned, consultSide));
}

/** [CF-7] Everybody hears everybody, the customer included. */
function beginConference(contact: Contact, consult: Consult): ContactTransition {
  const pending = consult.status === 'requested';
  const conversations = pending
    ? contact.conversations.map((each) => (each.id === consult.id ? {...consult, merged: true} : each))
    : contact.conversations.filter(({id}) => id !== consult.id);
  const participants = contact.participants.map((each): Participant => {
    if (each.status === 'invited' && each.conversationId === consult.id) return {...each, conversationId: MAIN};
    if (!isJoined(each) || !hasSeat(each, consult.id)) return each;
    return each.role === 'consulted' ? inMain({...each, role: 'conferenced'}) : inMain(each);
  });
  // A number that is rung is on the way by itself: nothing of the consult is left.
  const dialled = consult.target.kind === 'dial-number';
  const rest = dialled ? conversations.filter(({id}) => id !== consult.id) : conversations;
  const starter = contact.participants.find((each) => each.id === consult.startedBy);
  const together: Contact = {...contact, participants, conversations: rest};
  return done(starter?.role === 'primary' ? holdCustomer(together, false) : together);
}

/** Who has come or gone meanwhile is nobody to take back: nothing changes. */
function cancelInvitation(
  contact: Contact,
  agent: JoinedParticipant,
  invitationId: string,
  now: number,
  timings: Timings,
): ContactTransition {
  if (!invitationsOf(contact, agent).includes(invitationId)) return unchanged(contact);
  const consult = contact.conversations.find((each) => each.id === invitationId);
  if (consult?.kind === 'consult') return endConsult(contact, consult, now, timings);
  const departure = {
    participantIds: [invitationId],
    leftReason: 'cancelled',
    endReason: 'agent-ended',
    lost: false,
  } as const;
  return leave(contact, departure, now, timings);
}

/** True while this participant has put that side on hold, or waits in it. */
export function isHeld(participant: JoinedParticipant, conversationId: string): boolean {
  return participant.seats.some((seat) => seat.conversationId === conversationId && seat.held);
}
