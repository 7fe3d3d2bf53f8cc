import type {Selectable} from 'kysely';
import type {Offer} from '../../src/domain/offer.ts';
import {need} from './contact-rows.ts';
import {isIdentifier} from './storable.ts';
import type {Tables} from './tables.ts';
import type {Reading} from './contact-store.ts';
import type {Work} from './unit-of-work.ts';

export function offerFrom(row: Selectable<Tables['offer']>): Offer {
  return {
    id: row.id,
    contactId: row.contact_id,
    agentId: row.agent_id,
    purpose: row.purpose,
    conversationId: row.conversation_id,
    fence: row.fence,
    offeredAt: row.offered_at,
    expiresAt: row.expires_at,
    status: row.status,
    askedBy: row.asked_by,
  };
}

/** The contact an offer is for; read first, because a contact is always locked before its offers. */
export async function contactOfOffer(work: Work, offerId: string): Promise<string | null> {
  if (!isIdentifier(offerId)) return null;
  const row = await work.tx.selectFrom('offer').select('contact_id').where('id', '=', offerId).executeTakeFirst();
  return row?.contact_id ?? null;
}

export async function lockOffer(work: Work, offerId: string): Promise<Offer | null> {
  const row = await work.tx.selectFrom('offer').selectAll().where('id', '=', offerId).forUpdate().executeTakeFirst();
  return row === undefined ? null : offerFrom(row);
}

export async function insertOffer(work: Work, offer: Offer, exclusive: boolean): Promise<void> {
  await work.tx
    .insertInto('offer')
    .values({
      id: offer.id,
      contact_id: offer.contactId,
      conversation_id: offer.conversationId,
      agent_id: offer.agentId,
      purpose: offer.purpose,
      exclusive,
      fence: offer.fence,
      offered_at: new Date(offer.offeredAt),
      expires_at: new Date(offer.expiresAt),
      status: offer.status,
      asked_by: offer.askedBy === null ? null : JSON.stringify(offer.askedBy),
    })
    .execute();
}

export async function endOffer(work: Work, offer: Offer): Promise<void> {
  const {channel, telephone} = await work.tx
    .updateTable('offer')
    .set({status: offer.status, ended_at: new Date(work.now)})
    .where('id', '=', offer.id)
    .returning((row) => [
      row.selectFrom('contact').select('channel').whereRef('contact.id', '=', 'offer.contact_id').as('channel'),
      row.selectFrom('agent').select('telephone').whereRef('agent.id', '=', 'offer.agent_id').as('telephone'),
    ])
    .executeTakeFirstOrThrow();
  const facts = {outcome: offer.status, afterMs: work.now - offer.offeredAt};
  // It rings no more.
  if (telephone !== null) work.wake('trunk');
  work.tell({type: 'offer-ended', channel: need(channel, 'contact.channel'), ...facts});
}

/** A desk shows it: from now on it rings. */
export async function writePresented(work: Work, offer: Offer): Promise<void> {
  await work.tx
    .updateTable('offer')
    .set({status: offer.status, expires_at: new Date(offer.expiresAt)})
    .where('id', '=', offer.id)
    .execute();
}

/** The agent comes after everybody else for this contact, for a while (see `candidates.ts`). */
export async function markUnpresented(work: Work, offerId: string): Promise<void> {
  await work.tx.updateTable('offer').set({unpresented: true}).where('id', '=', offerId).execute();
}

/** Whatever an open offer was waiting for, it does so no more. */
export async function clearOfferTimers(work: Work, offerId: string): Promise<void> {
  await work.tx
    .deleteFrom('timer')
    .where('kind', 'in', ['offer-present', 'offer-ring-out', 'desk-away'])
    .where('subject', '=', offerId)
    .execute();
}

/** Open offers: those that connect and those that ring. */
export async function ringingOffers(work: Reading, agentId: string): Promise<readonly Offer[]> {
  const rows = await work.tx
    .selectFrom('offer')
    .selectAll()
    .where('agent_id', '=', agentId)
    .where('status', 'in', ['connecting', 'ringing'])
    .orderBy('offered_at')
    .execute();
  return rows.map(offerFrom);
}
