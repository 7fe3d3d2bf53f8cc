import {sql} from 'kysely';
import type {MissedContact} from '../../src/api/wire/views.ts';
import {type Contact, customerOf} from '../../src/domain/contact.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {maskAddress} from '../../src/domain/popover-variables.ts';
import type {Reading} from '../store/contact-store.ts';
import {appendEvent} from '../store/outbox.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';

/** [PO-15] So many are shown, and for so long. */
const SHOWN_MAX = 50;
const SHOWN_FOR = '24 hours';

/** An offer ended at its agent without an answer: every desk of theirs keeps it in sight. */
export async function recordMissed(work: Work, contact: Contact, offer: Offer): Promise<void> {
  if (offer.status !== 'no-answer' && offer.status !== 'declined') return;
  const party = customerOf(contact)?.party;
  const customer = party === undefined || party.kind === 'agent' ? {name: null, address: ''} : party;
  const missed: MissedContact = {
    offerId: offer.id,
    contactId: contact.id,
    channel: contact.channel,
    name: customer.name,
    address: shownAddress(customer.address, work.settings.dataProtection),
    subject: contact.subject,
    queue: contact.queue?.name ?? null,
    missedAt: work.now,
    reason: offer.status,
  };
  await appendEvent(work, offer.agentId, {type: 'ContactMissed', missed});
  const {agentId, id: offerId, status: reason} = offer;
  await tellWebhooks(work, contact, {type: 'contact.missed', agentId, offerId, reason});
}

/** Newest first, for the snapshot. */
export async function missedContacts(
  {tx}: Reading,
  agentId: string,
  dataProtection: boolean,
): Promise<readonly MissedContact[]> {
  const {rows} = await sql<MissedContact>`
    select offer.id as "offerId", offer.contact_id as "contactId", contact.channel, customer.name,
      coalesce(customer.address, '') as address, contact.subject, queue.name as queue, offer.ended_at as "missedAt",
      offer.status as reason
    from offer
    join contact on contact.id = offer.contact_id
    left join queue on queue.id = contact.queue_id
    left join lateral (select name, address from participant
      where contact_id = contact.id and role = 'customer' order by place limit 1) customer on true
    where offer.agent_id = ${agentId} and offer.status in ('no-answer', 'declined') and offer.dismissed_at is null
      and offer.ended_at > now() - ${SHOWN_FOR}::interval
    order by offer.ended_at desc, offer.id limit ${SHOWN_MAX}`.execute(tx);
  return rows.map((row) => ({...row, address: shownAddress(row.address, dataProtection)}));
}

/** Puts missed contacts away, all of them for null. What is not there, or somebody else's, is away already. */
export async function dismissMissed(work: Work, agentId: string, offerIds: readonly string[] | null): Promise<void> {
  let offers = missedOf(work, agentId);
  if (offerIds !== null) offers = offers.where('id', 'in', offerIds.filter(isIdentifier));
  if (offerIds?.some(isIdentifier) === false) return;
  await tell(work, agentId, await offers.returning('id').execute());
}

/** Who has the contact now did not miss it. */
export async function forgetMissed(work: Work, agentId: string, contactId: string): Promise<void> {
  await tell(
    work,
    agentId,
    await missedOf(work, agentId).where('contact_id', '=', contactId).returning('id').execute(),
  );
}

function missedOf(work: Work, agentId: string) {
  return work.tx
    .updateTable('offer')
    .set({dismissed_at: new Date(work.now)})
    .where('agent_id', '=', agentId)
    .where('status', 'in', ['no-answer', 'declined'])
    .where('dismissed_at', 'is', null);
}

async function tell(work: Work, agentId: string, dismissed: readonly {readonly id: string}[]): Promise<void> {
  if (dismissed.length === 0) return;
  await appendEvent(work, agentId, {type: 'MissedDismissed', offerIds: dismissed.map(({id}) => id)});
}

/** [PO-22] */
export function shownAddress(address: string, dataProtection: boolean): string {
  return dataProtection ? maskAddress(address) : address;
}
