import type {CustomerFindings} from '../../src/api/wire/customer-data.ts';
import type {Reading} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';

/** The contacts of a customer, and those in which their number was only called to help. */
export const THEIRS = `select contact_id from participant where address = $1 and role = 'customer'`;
const AS_GUEST = `select contact_id from participant where address = $1 and role <> 'customer'`;

/** Somebody is still at it, if only writing a note. One that only waits to keep a callback is the callback's. */
export const IS_OPEN = `((contact.status <> 'ended'
  or exists (select 1 from participant part where part.contact_id = contact.id and part.status <> 'left'))
  and not (contact.kind = 'callback' and contact.status in ('waiting', 'offered')))`;

const FOUND = `
  select
    (select count(*) from callback where number = $1 and closed_at is null)::int as "openCallbacks",
    (select count(*) from callback where number = $1 and closed_at is not null)::int as "closedCallbacks",
    (select count(*) from callback_request where callback_id in (select id from callback where number = $1))::int as requests,
    (select count(*) from contact where id in (${THEIRS}) and ${IS_OPEN})::int as "openContacts",
    (select count(*) from contact where id in (${THEIRS}) and not ${IS_OPEN})::int as "endedContacts",
    (select count(distinct contact_id) from participant where address = $1 and role <> 'customer')::int as "guestContacts",
    (select count(*) from variable where value is not null and contact_id in (${THEIRS}))::int as variables,
    (select count(*) from participant where wrap_up_note <> '' and contact_id in (${THEIRS}))::int as notes,
    (select count(*) from webhook_delivery where contact_id in (${THEIRS} union ${AS_GUEST}))::int as deliveries,
    (select count(*) from voicemail where number = $1)::int as voicemails,
    (select count(*) from address_entry where number = $1)::int as "addressBook"`;

/** [PK-93] What there is of a number, counted. */
export async function findCustomer(reading: Reading, number: string): Promise<CustomerFindings> {
  const found = await runForOne<CustomerFindings>(reading, FOUND, [number]);
  if (found === null) throw new TypeError('a count has a row');
  return found;
}
