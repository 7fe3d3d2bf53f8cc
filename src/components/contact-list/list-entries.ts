import type {Contact} from '../../domain/contact.ts';
import type {RingingOffer} from '../../services/ports.ts';
import {isEmergency} from '../popover/ringing-order.ts';

/** A row of the list: what rings, or what the agent takes part in. */
export type ListEntry =
  | {readonly kind: 'ringing'; readonly key: string; readonly ringing: RingingOffer}
  | {readonly kind: 'contact'; readonly key: string; readonly contact: Contact};

/**
 * What rings on top, the oldest first; then contacts in the order the agent got them. A contact has one key all the time,
 * so that its row becomes the contact's when it is answered.
 */
export function entriesOf(ringing: readonly RingingOffer[], contacts: readonly Contact[]): readonly ListEntry[] {
  const taken = new Set(contacts.map(({id}) => id));
  const ordered = ringing.toSorted(
    (one, other) =>
      Number(isEmergency(other)) - Number(isEmergency(one)) || one.offer.offeredAt - other.offer.offeredAt,
  );
  return [
    ...ordered.map((each): ListEntry => {
      const {offer, contact} = each;
      // A contact may ring at somebody who still wraps it up.
      return {kind: 'ringing', key: taken.has(contact.id) ? offer.id : contact.id, ringing: each};
    }),
    ...contacts.map((contact): ListEntry => ({kind: 'contact', key: contact.id, contact})),
  ];
}
