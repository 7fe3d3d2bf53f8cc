import {sql} from 'kysely';
import type {CommandReply} from '../../src/api/wire/commands.ts';
import type {RecentContact} from '../../src/api/wire/views.ts';
import type {Channel} from '../../src/domain/channel.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {RECENTS_SHOWN_MS} from '../../src/domain/settings.ts';
import {isWebAddress} from '../../src/domain/web-address.ts';
import type {Reading} from '../store/contact-store.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Desk} from './commands.ts';
import {dial} from './dial.ts';
import {shownAddress} from './missed.ts';

const SHOWN_MAX = 50;
/** Only so long is it certain that they are still known ([PK-110]). */
const SHOWN_FOR = `${RECENTS_SHOWN_MS} milliseconds`;

/** The contacts the agent was in or did not answer, newest first; each once. */
export async function listRecents(
  {tx}: Reading,
  agentId: string,
  dataProtection: boolean,
): Promise<readonly RecentContact[]> {
  const {rows} = await sql<RecentContact>`
    select recent.contact_id as "contactId", contact.direction, contact.channel, customer.name,
      coalesce(customer.address, '') as address, recent.started_at as "startedAt",
      case when recent.missed then 'missed'
        when contact.direction = 'outbound' and contact.connected_at is null then 'not-reached'
        else 'connected' end as outcome
    from (
      select distinct on (contact_id) contact_id, started_at, missed from (
        (select contact_id, joined_at as started_at, false as missed from participant
          where agent_id = ${agentId} and role <> 'supervisor' and joined_at > now() - ${SHOWN_FOR}::interval
          order by joined_at desc limit ${SHOWN_MAX})
        union all
        (select contact_id, offered_at, true from offer
          where agent_id = ${agentId} and status in ('no-answer', 'declined') and ended_at > now() - ${SHOWN_FOR}::interval
          order by ended_at desc limit ${SHOWN_MAX})
      ) part order by contact_id, missed, started_at desc
    ) recent
    join contact on contact.id = recent.contact_id
    left join lateral (select name, address from participant
      where contact_id = contact.id and role = 'customer' order by place limit 1) customer on true
    order by recent.started_at desc, recent.contact_id limit ${SHOWN_MAX}`.execute(tx);
  return rows.map((row) => ({...row, address: shownAddress(row.address, dataProtection)}));
}

/** Calls the customer of one of the agent's own contacts; the number never leaves the hub for it. */
export async function redial(work: Work, desk: Desk, contactId: string): Promise<CommandReply<'Redial'>> {
  const found = await customerFor(work, desk.agentId, contactId);
  if ('refused' in found) return {status: 'refused', code: found.refused};
  return dial(work, desk, found.number);
}

async function customerFor(
  {tx}: Reading,
  agentId: string,
  contactId: string,
): Promise<{readonly number: string} | {readonly refused: Refusal}> {
  if (!isIdentifier(contactId)) return {refused: 'contact-gone'};
  const {rows} = await sql<{channel: Channel; address: string | null; own: boolean}>`
    select contact.channel, customer.address,
      exists (select 1 from participant where contact_id = contact.id and agent_id = ${agentId} and role <> 'supervisor')
        or exists (select 1 from offer where contact_id = contact.id and agent_id = ${agentId}) as own
    from contact
    left join lateral (select address from participant
      where contact_id = contact.id and role = 'customer' order by place limit 1) customer on true
    where contact.id = ${contactId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return {refused: 'contact-gone'};
  if (!row.own) return {refused: 'not-yours'};
  if (row.channel !== 'voice' || row.address === null || row.address === '' || isWebAddress(row.address))
    return {refused: 'no-number'};
  return {number: row.address};
}
