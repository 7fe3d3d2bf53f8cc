import {type Kysely, sql} from 'kysely';
import type {Tables} from '../store/tables.ts';
import type {Work} from '../store/unit-of-work.ts';
import {retryAfterMs} from './retry.ts';
import type {Attempt} from './send.ts';

export type Delivery = {
  readonly id: string;
  readonly body: string;
  readonly attempts: number;
  /** The database's clock at this attempt, in seconds. */
  readonly timestampS: number;
};

/** Longer than an attempt may take; what a hub that died was sending is free at once, see \`claimDeliveries\`. */
const LEASE = '30 seconds';

/** Takes what is due for an endpoint, skipping what another hub is sending; a hub that is gone sends nothing. */
export async function claimDeliveries(
  db: Kysely<Tables>,
  {endpointId, hubId, limit}: {readonly endpointId: string; readonly hubId: string; readonly limit: number},
): Promise<readonly Delivery[]> {
  const {rows} = await sql<Delivery>`
    update webhook_delivery delivery
    set leased_by = ${hubId}, leased_until = now() + ${LEASE}::interval, attempts = attempts + 1
    from (
      select seq from webhook_delivery
      where endpoint_id = ${endpointId} and status = 'waiting' and next_at <= now()
        and (leased_until is null or leased_until < now()
          or leased_by in (select id from hub_process where stopped_at is not null))
      order by next_at, seq limit ${limit} for update skip locked) due
    where delivery.seq = due.seq
    returning delivery.id, delivery.body, delivery.attempts, floor(extract(epoch from now()))::int as "timestampS"`.execute(
    db,
  );
  return rows;
}

/** Gives back what was not sent, because this hub is stopping. */
export async function releaseDelivery(db: Kysely<Tables>, id: string, hubId: string): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({leased_by: null, leased_until: null})
    .where('id', '=', id)
    .where('leased_by', '=', hubId)
    .execute();
}

export type Finished = {
  readonly hubId: string;
  readonly delivery: Delivery;
  readonly attempt: Attempt;
  readonly random: number;
};

/**
 * Notes what became of an attempt. Once it is taken or given up, the next one of the same contact is due.
 * @returns `dead` when this was the last attempt
 */
export async function finish(
  work: Work,
  {hubId, delivery, attempt, random}: Finished,
): Promise<'waiting' | 'ended' | 'dead'> {
  const row = await work.tx
    .selectFrom('webhook_delivery')
    .select(['seq', 'endpoint_id', 'contact_id', 'leased_by', 'expires_at'])
    .where('id', '=', delivery.id)
    .where('status', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return 'ended';
  // Taken is taken, whoever sent it; of a failure only the hub that has it may speak.
  if (!attempt.taken && row.leased_by !== hubId) return 'waiting';
  const dead = !attempt.taken && (attempt.final || work.now >= row.expires_at);
  const lease = {leased_by: null, leased_until: null};
  if (!attempt.taken && !dead) {
    const at = Math.min(work.now + retryAfterMs(delivery.attempts, random, attempt.retryMs), row.expires_at);
    await update(work, delivery.id, {...lease, next_at: new Date(at), ...outcomeOf(attempt)});
    return 'waiting';
  }
  const status = attempt.taken ? 'delivered' : 'dead';
  await update(work, delivery.id, {
    ...lease,
    status,
    next_at: null,
    ended_at: new Date(work.now),
    ...outcomeOf(attempt),
  });
  // A statement of its own: it sees what was written while this waited for the row.
  await sql`
    update webhook_delivery set next_at = now() where seq = (
      select seq from webhook_delivery
      where endpoint_id = ${row.endpoint_id} and contact_id = ${row.contact_id} and status = 'waiting'
      order by seq limit 1 for update)`.execute(work.tx);
  work.wake('webhook');
  return dead ? 'dead' : 'ended';
}

function outcomeOf(attempt: Attempt): {last_status: number | null; last_error: string | null} {
  return {last_status: attempt.status, last_error: attempt.taken ? null : attempt.error};
}

async function update(work: Work, id: string, columns: object): Promise<void> {
  await work.tx.updateTable('webhook_delivery').set(columns).where('id', '=', id).execute();
}
