import type {Contact, Leg, Participant} from './contact.ts';
import {MAIN, factsOf} from './contact.ts';
import {waitsOnTheLine} from './contact-callback.ts';
import {done, unchanged} from './contact-change.ts';
import {endForEverybody} from './contact-ending.ts';
import type {Destination} from './contact-transfer.ts';
import type {ContactTransition} from './contact-transition.ts';
import type {FlowValues} from './flow-run.ts';
import type {Timings} from './settings.ts';
import {unreachable} from './unreachable.ts';
import {isOfType} from './variable-types.ts';

/** What a flow does with a contact, beside announcing and leading it to a queue (`contact-transfer.ts`). */
export type FlowAction =
  /** A name the contact does not have, and a value that is not of the variable's type, is passed over. */
  | {readonly type: 'set-values'; readonly values: FlowValues}
  | {readonly type: 'end-by-flow'}
  /** Nobody here will speak to them: they leave the queue, are told so, and the call ends. */
  | {readonly type: 'turn-away'; readonly announcement: Contact['announcement']}
  /** It has come to another entry point, whose flow goes on with it ([TR-10]). */
  | {readonly type: 'lead-to-flow'; readonly destination: Destination}
  /** The number is rung; `queue` is where the customer waits if it does not answer. */
  | {
      readonly type: 'lead-to-number';
      readonly queue: Contact['queue'];
      readonly dialled: {
        readonly participantId: string;
        readonly address: string;
        readonly name: string | null;
        readonly leg: Leg;
      };
    };

/** A call in the hands of a flow, or of nobody yet: it waits, and in no queue. */
export function isInFlow(contact: Contact): boolean {
  return contact.channel === 'voice' && contact.status === 'waiting' && contact.queue === null;
}

/** @param now epoch milliseconds by the database's clock */
export function transitionInFlow(
  contact: Contact,
  action: FlowAction,
  now: number,
  timings: Timings,
): ContactTransition {
  // A queue may lead on who waits in it; everything else is a flow's alone.
  const led = action.type === 'lead-to-number' || action.type === 'turn-away';
  const inQueue = led && contact.status === 'waiting' && waitsOnTheLine(contact);
  const mayBe = action.type === 'turn-away' ? inQueue : inQueue || isInFlow(contact);
  if (!mayBe) return unchanged(contact);
  switch (action.type) {
    case 'set-values':
      return setValues(contact, action.values);
    case 'end-by-flow':
      return endForEverybody(contact, 'flow-ended', now, timings);
    case 'turn-away':
      return done({...contact, queue: null, announcement: action.announcement});
    case 'lead-to-flow':
      return leadToFlow(contact, action.destination);
    case 'lead-to-number':
      return leadToNumber(contact, action, now);
    default:
      return unreachable(action);
  }
}

function setValues(contact: Contact, values: FlowValues): ContactTransition {
  const variables = contact.variables.map((each) => {
    const value = Object.hasOwn(values, each.name) ? values[each.name] : undefined;
    if (value === undefined || value === each.value || (value !== null && !isOfType(each.type, value))) return each;
    return {...each, value, version: each.version + 1};
  });
  const same = variables.every((each, place) => each === contact.variables[place]);
  return same ? unchanged(contact) : done({...contact, variables});
}

function leadToFlow(contact: Contact, {priority, dnis, variables}: Destination): ContactTransition {
  const led = {priority, dnis, variables, announcement: null};
  const same = JSON.stringify({...contact, ...led}) === JSON.stringify(contact);
  return same ? unchanged(contact) : done({...contact, ...led});
}

function leadToNumber(
  contact: Contact,
  {queue, dialled}: Extract<FlowAction, {type: 'lead-to-number'}>,
  now: number,
): ContactTransition {
  const {participantId, address, name, leg} = dialled;
  const rung: Participant = {
    id: participantId,
    role: 'dial-number',
    party: {kind: 'dial-number', address, name},
    status: 'invited',
    leg,
    conversationId: MAIN,
  };
  const participants = [...contact.participants, rung];
  return done({...factsOf(contact), participants, queue, announcement: null, status: 'connected', connectedAt: now}, [
    {type: 'limit-unattended'},
  ]);
}
