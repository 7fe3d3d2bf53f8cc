import type {Contact, JoinedParticipant, Leg, Participant, Party, WrapUpSuggestion} from './contact.ts';
import {isJoined, participantOfAgent} from './contact.ts';
import {done, left, replace, unchanged} from './contact-change.ts';
import type {ContactTransition} from './contact-transition.ts';
import {canMonitor, refusalOf} from './controls.ts';
import {unreachable} from './unreachable.ts';

/** What those do who are not in charge: a supervisor listens, speaks and goes; colleagues propose a wrap-up. */
export type AssistAction =
  | {
      readonly type: 'monitor';
      /** The supervisor's. */
      readonly agentId: string;
      readonly monitoredAgentId: string;
      readonly participantId: string;
      readonly party: Party;
      readonly leg: Leg;
    }
  | {readonly type: 'barge-in'; readonly agentId: string}
  | {readonly type: 'stop-monitoring'; readonly agentId: string}
  | {
      readonly type: 'suggest-wrap-up';
      readonly agentId: string;
      readonly reasonId: string | null;
      readonly note: string;
    }
  /** [CO-64] The primary agent gives the reason while the talk goes on without the customer. */
  | {readonly type: 'wrap-up-early'; readonly agentId: string};

/** @param now epoch milliseconds by the database's clock */
export function transitionAssist(contact: Contact, action: AssistAction, now: number): ContactTransition {
  if (action.type === 'monitor') return monitor(contact, action, now);
  const who = participantOfAgent(contact, action.agentId);
  switch (action.type) {
    case 'barge-in': {
      if (isJoined(who) && who.role === 'supervisor' && !who.muted) return unchanged(contact);
      const refused = refusalOf(contact, action.agentId, 'barge-in');
      return refused === null && isJoined(who)
        ? done(replace(contact, {...who, muted: false}))
        : {refused: refused ?? 'not-yours'};
    }
    case 'stop-monitoring':
      return isJoined(who) && who.role === 'supervisor' ? stop(contact, who, now) : {refused: 'not-yours'};
    case 'suggest-wrap-up': {
      const refused = refusalOf(contact, action.agentId, 'suggest-wrap-up');
      return refused === null && isJoined(who) ? suggest(contact, who, action) : {refused: refused ?? 'not-yours'};
    }
    case 'wrap-up-early': {
      if (isJoined(who) && who.wrapUpGiven === true) return {refused: 'already-wrapped-up'};
      const refused = refusalOf(contact, action.agentId, 'wrap-up');
      return refused === null && isJoined(who)
        ? done(replace(contact, {...who, wrapUpGiven: true}))
        : {refused: refused ?? 'wrap-up-not-open'};
    }
    default:
      return unreachable(action);
  }
}

function monitor(
  contact: Contact,
  {agentId, monitoredAgentId, participantId, party, leg}: Extract<AssistAction, {type: 'monitor'}>,
  now: number,
): ContactTransition {
  const there = participantOfAgent(contact, agentId);
  if (isJoined(there) && there.role === 'supervisor') return unchanged(contact);
  if (there !== undefined) return {refused: 'already-here'};
  const refused = canMonitor(contact, monitoredAgentId);
  if (refused !== null) return {refused};
  const monitored = participantOfAgent(contact, monitoredAgentId);
  if (!isJoined(monitored)) return {refused: 'nobody-there'};
  const supervisor: Participant = {
    id: participantId,
    role: 'supervisor',
    party,
    status: 'joined',
    joinedAt: now,
    leg,
    seats: [],
    muted: true,
    lostAt: null,
    monitors: monitored.id,
  };
  return done({...contact, participants: [...contact.participants, supervisor]}, [{type: 'await-leg', legId: leg.id}]);
}

function stop(contact: Contact, supervisor: JoinedParticipant, now: number): ContactTransition {
  const effects = supervisor.leg === null ? [] : [{type: 'close-leg', legId: supervisor.leg.id} as const];
  return done(replace(contact, left(supervisor, 'stopped', now)), effects);
}

function suggest(
  contact: Contact,
  {party}: JoinedParticipant,
  {agentId, reasonId, note}: Extract<AssistAction, {type: 'suggest-wrap-up'}>,
): ContactTransition {
  const suggestion: WrapUpSuggestion = {agentId, name: party.name ?? '', reasonId, note};
  const known = contact.suggestions.find((each) => each.agentId === agentId);
  if (known?.reasonId === reasonId && known.note === note) return unchanged(contact);
  const others = contact.suggestions.filter((each) => each.agentId !== agentId);
  return done({...contact, suggestions: [...others, suggestion]});
}
