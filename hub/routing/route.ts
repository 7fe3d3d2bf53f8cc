import {type RawBuilder, sql} from 'kysely';
import type {Channel} from '../../src/domain/channel.ts';
import {tryLockWaiting} from '../store/contact-store.ts';
import type {Reading} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {openOffer} from './open-offer.ts';

/** How many candidates one decision looks at before it leaves the rest to the sweeper. */
const CANDIDATES_MAX = 8;
const CHANNELS = ['voice', 'chat', 'email', 'social'] as const;

/**
 * A contact arrived: the longest-idle member of its queue who is free gets it. True when it is on offer now.
 *
 * Candidates are read without locks, then locked one by one, skipping those another hub is deciding on, and judged
 * again by a statement of its own: the first read may be older than the lock (design §4).
 */
export async function routeContact(work: Work, contactId: string): Promise<boolean> {
  const contact = await tryLockWaiting(work, contactId);
  if (contact === null) return false;
  for (const agentId of await idleMembers(work, contactId, contact.channel)) {
    if (await lockFreeAgent(work, agentId, contact.channel)) {
      await openOffer(work, contact, agentId);
      return true;
    }
  }
  return false;
}

/** An agent became free: the best contact they may take is offered to them. True when something is. */
export async function routeAgent(work: Work, agentId: string): Promise<boolean> {
  for (const channel of CHANNELS) {
    if (!(await lockFreeAgent(work, agentId, channel))) continue;
    for (const contactId of await waitingFor(work, agentId, channel)) {
      const contact = await tryLockWaiting(work, contactId);
      if (contact === null) continue;
      await openOffer(work, contact, agentId);
      return true;
    }
  }
  return false;
}

/**
 * Waiting contacts that a free agent may take now, the best of each queue and channel: what the sweeper looks at once a
 * second. Only those: a long queue that nobody serves must not stand before the others.
 */
export async function routableContacts(work: Reading): Promise<readonly string[]> {
  const {rows} = await sql<{id: string}>`
    select id from (${sql.join(CHANNELS.map(routableIn), sql` union all `)}) candidate order by priority, enqueued_at, id`.execute(
    work.tx,
  );
  return rows.map((row) => row.id);
}

function routableIn(channel: Channel): RawBuilder<unknown> {
  return sql`(select best.id, best.priority, best.enqueued_at from queue
      cross join lateral (
        select id, priority, enqueued_at from contact
        where queue_id = queue.id and status = 'waiting' and personal_agent_id is null and channel = ${channel}
        order by priority, enqueued_at, id limit ${CANDIDATES_MAX}) best
      where exists (
        select 1 from agent where agent.presence_base = 'available' and ${isMember} and ${free(channel)}))
    union all
    (select contact.id, contact.priority, contact.enqueued_at from contact
      join agent on agent.id = contact.personal_agent_id and agent.presence_base = 'available'
      where contact.status = 'waiting' and contact.channel = ${channel} and ${free(channel)})`;
}

async function idleMembers(work: Work, contactId: string, channel: Channel): Promise<readonly string[]> {
  const {rows} = await sql<{id: string}>`
    select agent.id from contact
      join queue on queue.id = contact.queue_id
      join agent on agent.presence_base = 'available'
        and (contact.personal_agent_id is null or agent.id = contact.personal_agent_id)
        and ${isMember}
    where contact.id = ${contactId} and ${free(channel)} and ${notPassedOver(work, sql`contact.id`, sql`agent.id`)}
    order by agent.idle_since, agent.id limit ${CANDIDATES_MAX}`.execute(work.tx);
  return rows.map((row) => row.id);
}

async function waitingFor(work: Work, agentId: string, channel: Channel): Promise<readonly string[]> {
  const {rows} = await sql<{id: string}>`
    select id from (
      (select id, priority, enqueued_at from contact
        where personal_agent_id = ${agentId} and status = 'waiting' and channel = ${channel}
        order by priority, enqueued_at, id limit ${CANDIDATES_MAX})
      union all
      (select best.id, best.priority, best.enqueued_at from queue
        cross join lateral (
          select id, priority, enqueued_at from contact
          where queue_id = queue.id and status = 'waiting' and personal_agent_id is null and channel = ${channel}
          order by priority, enqueued_at, id limit ${CANDIDATES_MAX}) best
        where queue.active
          and (queue.everyone or exists (select 1 from queue_member m where m.queue_id = queue.id and m.agent_id = ${agentId})))
    ) candidate where ${notPassedOver(work, sql`candidate.id`, sql`${agentId}::uuid`)}
    order by priority, enqueued_at, id limit ${CANDIDATES_MAX}`.execute(work.tx);
  return rows.map((row) => row.id);
}

async function lockFreeAgent(work: Work, agentId: string, channel: Channel): Promise<boolean> {
  const locked = await work.tx
    .selectFrom('agent')
    .select('id')
    .where('id', '=', agentId)
    .where('presence_base', '=', 'available')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (locked === undefined) return false;
  const {rows} = await sql`select 1 from agent where agent.id = ${agentId} and ${free(channel)}`.execute(work.tx);
  return rows.length > 0;
}

/** An agent whose desks did not show the contact comes after everybody else for it, for twice the time a desk has. */
function notPassedOver(work: Work, contactId: RawBuilder<unknown>, agentId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`not exists (
    select 1 from offer passed where passed.contact_id = ${contactId} and passed.agent_id = ${agentId}
      and passed.unpresented and passed.ended_at > ${new Date(work.now - 2 * work.settings.timings.presentMs)})`;
}

const isMember = sql`(queue.everyone or exists (select 1 from queue_member m where m.queue_id = queue.id and m.agent_id = agent.id))`;

/** An agent is free when a desk of theirs is connected, no emergency holds them and the channel has room. */
function free(channel: Channel): RawBuilder<unknown> {
  return sql`exists (select 1 from agent_session s where s.agent_id = agent.id)
    and not exists (select 1 from agent_emergency e where e.agent_id = agent.id)
    and ${channel === 'voice' ? freeForVoice : freeForDigital(channel)}`;
}

/** Voice is exclusive; wrap-up keeps it taken. */
const freeForVoice = sql`not exists (
    select 1 from participant p where p.agent_id = agent.id and p.exclusive and p.status <> 'left')
  and not exists (select 1 from offer o where o.agent_id = agent.id and o.status in ('connecting', 'ringing') and o.exclusive)`;

function freeForDigital(channel: Channel): RawBuilder<unknown> {
  return sql`(agent.capacity ->> ${channel})::int > (
      select count(*) from participant p join contact c on c.id = p.contact_id
      where p.agent_id = agent.id and p.status <> 'left' and c.channel = ${channel})
    + (select count(*) from offer o join contact c on c.id = o.contact_id
      where o.agent_id = agent.id and o.status in ('connecting', 'ringing') and c.channel = ${channel})`;
}
