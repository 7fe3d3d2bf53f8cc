import {sql} from 'kysely';
import {record} from '../store/audit.ts';
import type {Reading} from '../store/contact-store.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {TELL_WITHIN_MS} from './retry.ts';

/** A webhook and what becomes of what it is told. */
export type EndpointState = {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly personalData: boolean;
  readonly active: boolean;
  readonly waiting: number;
  /** Since when the oldest of them waits; null when none does. */
  readonly waitingSince: number | null;
  readonly dead: number;
};

export async function listEndpoints({tx}: Reading): Promise<readonly EndpointState[]> {
  const {rows} = await sql<EndpointState>`
    select endpoint.id, endpoint.url, endpoint.events, endpoint.personal_data as "personalData", endpoint.active,
      coalesce(told.waiting, 0) as waiting, told.since as "waitingSince", coalesce(told.dead, 0) as dead
    from webhook_endpoint endpoint
    left join (
      select endpoint_id, count(*) filter (where status = 'waiting')::int as waiting,
        min(occurred_at) filter (where status = 'waiting') as since, count(*) filter (where status = 'dead')::int as dead
      from webhook_delivery where status <> 'delivered' group by endpoint_id) told on told.endpoint_id = endpoint.id
    order by endpoint.id`.execute(tx);
  return rows;
}

/** Without its body, which may be personal. */
export type DeliveryState = {
  readonly id: string;
  readonly endpoint: string;
  readonly contactId: string;
  readonly type: string;
  readonly status: 'waiting' | 'dead';
  readonly occurredAt: number;
  readonly attempts: number;
  /** Null: another one of the same contact goes first, or it is a dead letter. */
  readonly nextAt: number | null;
  readonly endedAt: number | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
};

export type DeliveryFilter = {
  readonly endpoint: string | null;
  readonly status: 'waiting' | 'dead';
  /** Those before this one. */
  readonly before: string | null;
  readonly limit: number;
};

/** Newest first. */
export async function listDeliveries({tx}: Reading, filter: DeliveryFilter): Promise<readonly DeliveryState[]> {
  const before = filter.before !== null && isIdentifier(filter.before) ? filter.before : null;
  const {rows} = await sql<DeliveryState>`
    select id, endpoint_id as endpoint, contact_id as "contactId", type, status, occurred_at as "occurredAt", attempts,
      next_at as "nextAt", ended_at as "endedAt", last_status as "lastStatus", last_error as "lastError"
    from webhook_delivery
    where status = ${filter.status} and (${filter.endpoint}::text is null or endpoint_id = ${filter.endpoint})
      and (${before}::uuid is null or seq < (select seq from webhook_delivery where id = ${before}::uuid))
    order by seq desc limit ${filter.limit}`.execute(tx);
  return rows;
}

/**
 * Has dead letters sent again, in their order and for another day: one of them, or all of an endpoint that is still told
 * anything. What waits already stays where it is.
 * @returns how many
 */
export async function reviveDeliveries(
  work: Work,
  which: {readonly id: string} | {readonly endpoint: string},
  actor: string,
): Promise<number> {
  if ('id' in which && !isIdentifier(which.id)) return 0;
  const wanted = 'id' in which ? sql`delivery.id = ${which.id}` : sql`delivery.endpoint_id = ${which.endpoint}`;
  const {rows} = await sql<{contact_id: string; endpoint_id: string}>`
    update webhook_delivery delivery
    set status = 'waiting', ended_at = null, attempts = 0, next_at = null, expires_at = ${new Date(work.now + TELL_WITHIN_MS)}
    from webhook_endpoint endpoint
    where endpoint.id = delivery.endpoint_id and endpoint.active and delivery.status = 'dead' and ${wanted}
    returning delivery.contact_id, delivery.endpoint_id`.execute(work.tx);
  if (rows.length === 0) return 0;
  const contacts = [...new Set(rows.map((row) => row.contact_id))];
  // Of each line only the first may be due, and the letters that were revived may go before what waits.
  await sql`
    update webhook_delivery line set next_at = case when line.seq = first.seq then now() end
    from (
      select seq, min(seq) over (partition by endpoint_id, contact_id) as first from webhook_delivery
      where status = 'waiting' and contact_id = any(${contacts}::uuid[])) as first (own, seq)
    where line.seq = first.own and line.leased_by is null`.execute(work.tx);
  await record(work, {actor, action: 'revive-webhooks', detail: {count: rows.length}});
  work.wake('webhook');
  return rows.length;
}
