import type {Announcement, Contact, EndReason, Leg, Participant} from './contact.ts';
import {customerOf, factsOf, isJoined, lastAgentOf} from './contact.ts';
import {done, unchanged} from './contact-change.ts';
import {endForEverybody} from './contact-ending.ts';

import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';
import {unreachable} from './unreachable.ts';

export type ToBeCalledAction =
  /** [DC-14] The caller would rather be called back: promised from now on, and said so on the line. */
  | {readonly type: 'promise-callback'; readonly announcement: Announcement}
  /** [DC-20] They have heard it: the line is released, the place stays. */
  | {readonly type: 'release-line'}
  /** Nobody shall be called any more: it is too late; or the customer has said so, which stops a call that is being placed as well. */
  | {
      readonly type: 'call-off';
      readonly reason: Extract<EndReason, 'withdrawn' | 'failed'>;
      readonly by?: 'customer';
    };

/** @param now epoch milliseconds by the database's clock */
export function transitionToBeCalled(
  contact: Contact,
  action: ToBeCalledAction,
  now: number,
  timings: Timings,
): ContactTransition {
  switch (action.type) {
    case 'promise-callback':
      return promise(contact, action.announcement);
    case 'release-line':
      return releaseLine(contact);
    case 'call-off':
      // Somebody who just hears that they will be called is not cut off: they have said that they need no call.
      return isToBeCalled(contact) || isPromised(contact) || isPlaced(contact, action.by)
        ? endForEverybody(contact, action.reason, now, timings)
        : unchanged(contact);
    default:
      return unreachable(action);
  }
}

/** A customer who waits by their number alone: whoever accepts calls them ([DC-25]). */
export function isToBeCalled(contact: Contact): boolean {
  const waits = contact.status === 'waiting' || contact.status === 'offered';
  return waits && contact.channel === 'voice' && customerOf(contact)?.status === 'invited';
}

/** The customer is being rung, and says elsewhere that they need no call. */
function isPlaced({kind, status}: Contact, by: 'customer' | undefined): boolean {
  return kind === 'callback' && status === 'dialling' && by === 'customer';
}

/** The customer hears that they will be called, and is called by nobody until they have left the line. */
export function isPromised({kind, status, queue, announcement}: Contact): boolean {
  return kind === 'callback' && status === 'waiting' && queue !== null && announcement !== null;
}

/**
 * A customer who waits on the line in a queue, and whom nobody has spoken to or called back before: who may be asked whether they would
 * rather be called.
 */
export function waitsOnTheLine(contact: Contact): boolean {
  const waits = contact.status === 'waiting' || contact.status === 'offered';
  const ordinary = contact.channel === 'voice' && contact.kind === 'ordinary' && contact.queue !== null;
  return waits && ordinary && isJoined(customerOf(contact)) && lastAgentOf(contact) === null;
}

/** What rings at an agent as a call is taken back; it rings again as a callback. */
function promise(contact: Contact, announcement: Announcement): ContactTransition {
  if (contact.status !== 'waiting' && contact.status !== 'offered') return {refused: 'contact-gone'};
  // Where a flow decides it waits in no queue yet, and has no place there to keep.
  if (!waitsOnTheLine(contact)) return unchanged(contact);
  const effects: readonly ContactEffect[] =
    contact.status === 'offered' ? [{type: 'withdraw-offer', offerId: contact.offerId}] : [];
  return done({...factsOf(contact), kind: 'callback', announcement, status: 'waiting'}, effects);
}

/**
 * [DC-21] [DC-27] The caller has left the line, after what they were told or before: the contact keeps the place, the priority and whatever
 * else it has. From now on it is we who call.
 */
export function releaseLine(contact: Contact): ContactTransition {
  const customer = customerOf(contact);
  if (!isPromised(contact) || !isJoined(customer)) return unchanged(contact);
  const {id, role, party, leg} = customer;
  const waits: Participant = {id, role, party, status: 'invited', leg: null, conversationId: null};
  const participants = contact.participants.map((each) => (each === customer ? waits : each));
  return done({...contact, direction: 'outbound', announcement: null, participants}, [
    ...(leg === null ? [] : [{type: 'close-leg', legId: leg.id} as const]),
    {type: 'route'},
  ]);
}

/** The customer's telephone is rung; with null, later. */
export function rungBy(contact: Contact, leg: Leg | null): Contact {
  const participants = contact.participants.map((each) =>
    each.role === 'customer' && each.status === 'invited' ? {...each, leg} : each,
  );
  return {...contact, participants};
}
