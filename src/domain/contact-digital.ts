import type {Contact, Participant} from './contact.ts';
import {factsOf, isJoined, participantOfAgent} from './contact.ts';
import {FRONT_PRIORITY} from './contact-creation.ts';
import {endForEverybody} from './contact-ending.ts';
import type {ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';
import {unreachable} from './unreachable.ts';

/**
 * What happens to a digital contact only (design §6.5). Its conversation is in another system, which brings it, tells what
 * changes, and says when it is over; it has no leg that could be lost, so an agent is gone when their desks are.
 */
export type DigitalAction =
  /** The conversation is over in the other system. */
  | {readonly type: 'withdraw'}
  /** What the other system says of it now. Values by variable name; a name the contact does not have is passed over. */
  | {
      readonly type: 'update';
      readonly subject: string | null;
      readonly values: Readonly<Record<string, string | null>>;
    }
  /** The agent's desks have been gone for longer than the grace time. */
  | {readonly type: 'give-back'; readonly agentId: string};

/** @param now epoch milliseconds by the database's clock */
export function transitionDigital(
  contact: Contact,
  action: DigitalAction,
  now: number,
  timings: Timings,
): ContactTransition {
  if (contact.channel === 'voice') return {refused: 'not-digital'};
  switch (action.type) {
    case 'withdraw':
      return withdraw(contact, now, timings);
    case 'update':
      return update(contact, action);
    case 'give-back':
      return giveBack(contact, action.agentId, now);
    default:
      return unreachable(action);
  }
}

/** While nobody has it, it is taken back; an agent who has it wraps up as after any customer who left. */
function withdraw(contact: Contact, now: number, timings: Timings): ContactTransition {
  if (contact.status === 'ended') return unchanged(contact);
  const taken = contact.status === 'connected' || contact.status === 'post-call';
  return endForEverybody(contact, taken ? 'customer-hung-up' : 'withdrawn', now, timings);
}

function update(contact: Contact, {subject, values}: Extract<DigitalAction, {type: 'update'}>): ContactTransition {
  if (contact.status === 'ended') return {refused: 'contact-ended'};
  const variables = contact.variables.map((each) => {
    const value = Object.hasOwn(values, each.name) ? values[each.name] : undefined;
    return value === undefined || value === each.value ? each : {...each, value, version: each.version + 1};
  });
  const same = subject === contact.subject && variables.every((each, place) => each === contact.variables[place]);
  return same ? unchanged(contact) : changed({...contact, subject, variables}, []);
}

/**
 * Neither lost nor given on in secret: after the grace time the contact waits at the front of its queue, as a call does,
 * and the agent's desks are told. One without a queue stays with its agent, since nobody else could be given it.
 */
function giveBack(contact: Contact, agentId: string, now: number): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (contact.status !== 'connected' || !isJoined(agent) || agent.role !== 'primary' || contact.queue === null)
    return unchanged(contact);
  const {id, role, party} = agent;
  const left: Participant = {id, role, party, status: 'left', leftAt: now, leftReason: 'lost'};
  const participants = contact.participants.map((each) => (each === agent ? left : each));
  const priority = Math.min(contact.priority, FRONT_PRIORITY);
  return changed({...factsOf(contact), participants, priority, status: 'waiting'}, [
    {type: 'free-agent', agentId},
    {type: 'route'},
  ]);
}

function changed(
  contact: Contact,
  effects: Extract<ContactTransition, {changed: boolean}>['effects'],
): ContactTransition {
  return {contact: {...contact, version: contact.version + 1}, effects, changed: true};
}

function unchanged(contact: Contact): ContactTransition {
  return {contact, effects: [], changed: false};
}
