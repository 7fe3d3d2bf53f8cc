import {type Kysely, sql} from 'kysely';
import type {Tables} from '../store/tables.ts';

/** What all hubs share, as it is now: counts and identifiers of queues, hubs and media processes. Nobody's name. */
export type SharedState = {
  readonly queues: readonly {
    readonly id: string;
    readonly waiting: number;
    readonly longestWaitMs: number;
    /** Members with a desk connected who are available and have nothing. */
    readonly free: number;
    readonly engaged: number;
  }[];
  /** Agents with a desk connected, by base presence. */
  readonly agents: Readonly<Record<string, number>>;
  readonly engaged: number;
  readonly connectedContacts: number;
  readonly ringingOffers: number;
  /** Rows of the outbox that are younger than a minute: how much happens. */
  readonly eventsPerMinute: number;
};

/**
 * Reads it. Each part goes by an index on what is open, so that it costs what is going on and not what ever was; the
 * agents are read once for all queues.
 */
export async function readSharedState(db: Kysely<Tables>): Promise<SharedState> {
  const {rows: queues} = await sql<SharedState['queues'][number]>`${WITH_DESKS}
    select queue.id, coalesce(w.waiting, 0)::int as waiting, coalesce(w.longest, 0)::float8 as "longestWaitMs",
      count(d.id) filter (where d.presence_base = 'available' and not d.engaged)::int as free,
      count(d.id) filter (where d.engaged)::int as engaged
    from queue
    left join lateral (
      select count(*) as waiting, extract(epoch from now() - min(enqueued_at)) * 1000 as longest from contact
      where line_id in (select id from routing_line where queue_id = queue.id)
        and status = 'waiting' and personal_agent_id is null) w on true
    left join desk d on queue.everyone
      or exists (select 1 from queue_member m where m.queue_id = queue.id and m.agent_id = d.id)
    where queue.active group by queue.id, w.waiting, w.longest order by queue.id`.execute(db);
  const {rows: agents} = await sql<{base: string; agents: number; engaged: number}>`${WITH_DESKS}
    select presence_base as base, count(*)::int as agents, count(*) filter (where engaged)::int as engaged
    from desk group by presence_base`.execute(db);
  const {rows: counts} = await sql<{connected: number; ringing: number; events: number}>`
    select (select count(distinct contact_id)::int from participant
        where agent_id is not null and status <> 'left' and status = 'joined') as connected,
      (select count(*)::int from offer where status in ('connecting', 'ringing')) as ringing,
      (select count(*)::int from agent_outbox where occurred_at > now() - interval '1 minute') as events`.execute(db);
  return {
    queues,
    agents: Object.fromEntries(agents.map((row) => [row.base, row.agents])),
    engaged: agents.reduce((sum, row) => sum + row.engaged, 0),
    connectedContacts: counts[0]?.connected ?? 0,
    ringingOffers: counts[0]?.ringing ?? 0,
    eventsPerMinute: counts[0]?.events ?? 0,
  };
}

/** Agents with a desk connected, and whether they have a contact. */
const WITH_DESKS = sql`with desk as materialized (
    select agent.id, agent.presence_base,
      exists (select 1 from participant p where p.agent_id = agent.id and p.status <> 'left') as engaged
    from agent where exists (select 1 from agent_session s where s.agent_id = agent.id))`;

/** The hub that has lived longest speaks for all of them, so that what they share is said once. */
export async function speaksForAll(db: Kysely<Tables>, hubId: string): Promise<boolean> {
  const eldest = await db
    .selectFrom('hub_process')
    .select('id')
    .where('stopped_at', 'is', null)
    .orderBy('started_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return eldest?.id === hubId;
}
