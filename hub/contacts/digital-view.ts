import {sql} from 'kysely';
import type {EndReason} from '../../src/domain/contact.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Reading} from '../store/contact-store.ts';

/** A contact as the system that brought it sees it. No secure value, and nothing of the customer, is given out again. */
export type ApiContact = {
  readonly id: string;
  readonly externalId: string | null;
  readonly channel: string;
  readonly status: 'waiting' | 'offered' | 'connected' | 'wrap-up' | 'ended';
  readonly queue: {readonly id: string; readonly name: string};
  readonly priority: number;
  readonly subject: string | null;
  readonly variables: Readonly<Record<string, string | null>>;
  readonly agent: {readonly name: string} | null;
  readonly endReason: EndReason | null;
  readonly wrapUpReason: string | null;
  readonly createdAt: string;
  readonly offeredAt: string | null;
  readonly connectedAt: string | null;
  readonly endedAt: string | null;
  readonly wrappedUpAt: string | null;
};

type Row = Omit<ApiContact, 'queue' | 'agent' | 'status' | 'variables'> & {
  readonly status: 'waiting' | 'offered' | 'connected' | 'ended';
  readonly queueId: string;
  readonly queueName: string;
  readonly agentName: string | null;
  readonly agentStatus: string | null;
  readonly variables: Readonly<Record<string, string | null>> | null;
};

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const VIEW = sql`
  select contact.id, own.external_id as "externalId", contact.channel, contact.status, contact.priority, contact.subject,
    contact.end_reason as "endReason", queue.id as "queueId", queue.name as "queueName",
    agent.name as "agentName", agent.status as "agentStatus", agent.wrap_up_reason_id as "wrapUpReason",
    ${iso('contact.created_at')} as "createdAt", ${iso('offer.offered_at')} as "offeredAt",
    ${iso('contact.connected_at')} as "connectedAt", ${iso('contact.ended_at')} as "endedAt",
    ${iso("case when agent.left_reason = 'wrapped-up' then agent.left_at end")} as "wrappedUpAt",
    (select jsonb_object_agg(name, case when secure then null else value end) from variable
      where contact_id = contact.id) as variables
  from api_contact own
  join contact on contact.id = own.contact_id
  join queue on queue.id = contact.queue_id
  left join lateral (select * from participant where contact_id = contact.id and role = 'primary'
    and left_reason is distinct from 'lost' order by place desc limit 1) agent on true
  left join lateral (select offered_at from offer where contact_id = contact.id order by fence desc limit 1) offer on true`;

/** Null when there is none that this client brought. */
export async function viewContact({tx}: Reading, client: string, contactId: string): Promise<ApiContact | null> {
  if (!isIdentifier(contactId)) return null;
  const {rows} = await sql<Row>`${VIEW} where own.client = ${client} and contact.id = ${contactId}`.execute(tx);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** A client's own contacts that have not ended, newest first, those after a given one; one more than `limit` if there is more. */
export async function listOpenContacts(
  {tx}: Reading,
  client: string,
  {after, limit}: {readonly after: string | null; readonly limit: number},
): Promise<readonly ApiContact[]> {
  const older =
    after === null || !isIdentifier(after)
      ? sql``
      : sql`and (own.created_at, own.contact_id) <
          (select created_at, contact_id from api_contact where contact_id = ${after} and client = ${client})`;
  const {rows} = await sql<Row>`${VIEW}
    where own.client = ${client} and contact.status <> 'ended' ${older}
    order by own.created_at desc, own.contact_id desc limit ${limit}`.execute(tx);
  return rows.map(fromRow);
}

function fromRow(row: Row): ApiContact {
  const {queueId, queueName, agentName, agentStatus, variables, ...facts} = row;
  return {
    ...facts,
    status: row.status === 'ended' && agentStatus === 'wrap-up' ? 'wrap-up' : row.status,
    queue: {id: queueId, name: queueName},
    variables: variables ?? {},
    agent: agentName === null ? null : {name: agentName},
  };
}
