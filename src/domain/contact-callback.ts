import type {Contact, EndReason, Leg, Participant} from './contact.ts';
import {customerOf, factsOf, isJoined} from './contact.ts';
import {done, unchanged} from './contact-change.ts';
import {endForEverybody} from './contact-ending.ts';
import type {ContactEffect, ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

export type ToBeCalledAction =
  /** The caller would rather be called back ([DC-14]): the line is released, the place stays. */
  | {readonly type: 'become-callback'}
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
  if (action.type === 'become-callback') return becomeCallback(contact);
  const placed = contact.kind === 'callback' && contact.status === 'dialling' && action.by === 'customer';
  return isToBeCalled(contact) || placed ? endForEverybody(contact, action.reason, now, timings) : unchanged(contact);
}

/** A customer who waits by their number alone: whoever accepts calls them ([DC-25]). */
export function isToBeCalled(contact: Contact): boolean {
  const waits = contact.status === 'waiting' || contact.status === 'offered';
  return waits && contact.channel === 'voice' && customerOf(contact)?.status === 'invited';
}

/**
 * [DC-21] [DC-27] The caller leaves the line and keeps the place, the priority and whatever else the contact has. What rings at an agent as
 * a call is taken back; it rings again as a callback.
 */
function becomeCallback(contact: Contact): ContactTransition {
  const customer = customerOf(contact);
  if (contact.status !== 'waiting' && contact.status !== 'offered') return {refused: 'contact-gone'};
  // Where a flow decides it waits in no queue yet, and has no place there to keep.
  if (contact.channel !== 'voice' || contact.queue === null || !isJoined(customer)) return unchanged(contact);
  const {id, role, party, leg} = customer;
  const effects: ContactEffect[] = [
    ...(contact.status === 'offered' ? [{type: 'withdraw-offer', offerId: contact.offerId} as const] : []),
    ...(leg === null ? [] : [{type: 'close-leg', legId: leg.id} as const]),
    {type: 'route'},
  ];
  const waits: Participant = {id, role, party, status: 'invited', leg: null, conversationId: null};
  const participants = contact.participants.map((each) => (each === customer ? waits : each));
  return done({...factsOf(contact), kind: 'callback', announcement: null, participants, status: 'waiting'}, effects);
}

/** The customer's telephone is rung; with null, later. */
export function rungBy(contact: Contact, leg: Leg | null): Contact {
  const participants = contact.participants.map((each) =>
    each.role === 'customer' && each.status === 'invited' ? {...each, leg} : each,
  );
  return {...contact, participants};
}
