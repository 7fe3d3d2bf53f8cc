import {
  type EarlierContacts,
  REPEAT_WINDOW_MS,
  entersQueue,
  isAbandoned,
  isRepeated,
} from '../../src/domain/call-figures.ts';
import {type Contact, customerOf} from '../../src/domain/contact.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {countCall} from './callback-figures.ts';

/**
 * [CB-21] Counts what a decision did with a caller's call, in the same transaction. Called by whatever takes in and changes contacts.
 * @param before null: it has just come in
 */
export async function countCalls(work: Work, before: Contact | null, after: Contact): Promise<void> {
  if (before !== null && before.queue !== null && isAbandoned(before, after))
    return countCall(work, before.queue.id, 'abandoned');
  if (after.queue === null || !entersQueue(before, after)) return;
  await countCall(work, after.queue.id, 'entered');
  if (isRepeated(await earlierContacts(work, after, after.queue.id))) await countCall(work, after.queue.id, 'repeated');
}

/**
 * By number, queue and since when. In a call that came in, whoever joined it beside its customer has spoken to them; one that we placed
 * was connected. What has ended keeps both times.
 */
export const EARLIER_CONTACTS = `
  with lately as (
    select ended_at, called, case when called then (
        select max(other.joined_at) from participant other
        where other.contact_id = each.id and other.role in ('primary', 'conferenced', 'dial-number'))
      else connected_at end as spoken_at
    from (
      select contact.*, direction = 'inbound' and kind = 'ordinary' as called
      from participant customer join contact on contact.id = customer.contact_id
      where customer.address = $1 and customer.role = 'customer' and customer.left_at > $3
        and contact.queue_id = $2 and contact.channel = 'voice' and contact.status = 'ended') each),
  promised as (
    select max(created_at) as at from callback where number = $1 and queue_id = $2 and created_at > $3
      and status in ('scheduled', 'queued', 'unreached', 'expired'))
  select greatest(max(ended_at) filter (where called and spoken_at is null), (select at from promised)) as "missedAt",
    max(spoken_at) as "reachedAt"
  from lately`;

/** Of who withholds their number, and of a visitor of a web page, nobody knows who they were before. */
async function earlierContacts(work: Work, contact: Contact, queueId: string): Promise<EarlierContacts> {
  const party = customerOf(contact)?.party;
  const nothing = {missedAt: null, reachedAt: null};
  if (party?.kind !== 'customer' || !party.address.startsWith('+')) return nothing;
  const since = new Date(work.now - REPEAT_WINDOW_MS);
  return (await runForOne<EarlierContacts>(work, EARLIER_CONTACTS, [party.address, queueId, since])) ?? nothing;
}
