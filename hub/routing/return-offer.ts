import type {FailedReason} from '../../src/api/wire/events.ts';
import type {Contact} from '../../src/domain/contact.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {applyToContact} from '../contacts/apply.ts';
import {failConsult} from '../contacts/consults.ts';
import {returnTransfer} from '../contacts/return-transfer.ts';
import type {Work} from '../store/unit-of-work.ts';
import {waitOn} from './consult-waits.ts';

/**
 * An offer came to nothing, and what it was for goes on: a contact waits again where it did ([AN-4]), a queue's consult asks
 * the next member, one agent's consult has failed ([CO-43]), a transfer goes back ([TR-6]). The offer itself has ended.
 */
export async function returnOffer(
  work: Work,
  contact: Contact,
  offer: Offer,
  reason: FailedReason,
  actor: string,
): Promise<void> {
  const {purpose, conversationId} = offer;
  if (purpose === 'consult' && conversationId !== null) {
    if (await waitOn(work, {contactId: contact.id, conversationId})) return;
    return failConsult(work, contact, conversationId, reason, actor);
  }
  const front = purpose === 'transfer';
  const applied = await applyToContact(work, contact, {type: 'return-offer', offerId: offer.id, front}, null, actor);
  if ('refused' in applied || !applied.changed || !front) return;
  // Given back once to who transferred it, it is anybody's.
  if (offer.askedBy?.returned !== true) await returnTransfer(work, applied.contact, actor);
}
