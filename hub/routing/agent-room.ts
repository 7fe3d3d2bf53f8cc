import type {Channel} from '../../src/domain/channel.ts';
import {PRESENTING_PROTOCOL} from '../store/agent-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/** An agent whose row is locked: nothing about them changes until the decision is over. */
export type LockedAgent = {
  readonly id: string;
  readonly lastSeq: number;
  /** Somebody asked for this agent to be looked at, and nobody has yet. */
  readonly due: boolean;
};

/** What an agent can be given now. */
export type Room = {
  readonly channels: readonly Channel[];
  /** Those of the channels in which one more contact is the last one. */
  readonly filling: readonly Channel[];
  /** A desk of theirs says when it shows an offer. */
  readonly presents: boolean;
  /** Some other system asks to be told of offers. */
  readonly told: boolean;
};

/**
 * Who opens a line waits until those who are about to enter idle lists have done so, and the other way round: see the
 * triggers of 0004-routing. To be asked for before anything is read.
 */
const ENTERING = `pg_advisory_xact_lock_shared(hashtext('cordboard idle list'))`;

const LOCK = `
  with locked as materialized (select id, last_seq from agent where id = $1 for update skip locked),
  due as (delete from agent_due where agent_id in (select id from locked) returning agent_id)
  select id, last_seq as "lastSeq", exists (select 1 from due) as due, ${ENTERING} from locked`;

const LOCK_ONLY = `select id, last_seq as "lastSeq", false as due from agent where id = $1 for update skip locked`;

/** Null when another decision has the agent: whoever it is, the agent is looked at again after it. */
export function lockDueAgent(work: Work, agentId: string): Promise<LockedAgent | null> {
  return runForOne(work, LOCK, [agentId]);
}

/** The same for a contact's sake: what is due for the agent stays due. */
export function lockIdleAgent(work: Work, agentId: string): Promise<LockedAgent | null> {
  return runForOne(work, LOCK_ONLY, [agentId]);
}

/**
 * \`room\`: one row when a desk of agent \`$1\` is connected, they are available and no emergency holds them. Voice is
 * exclusive, and wrap-up keeps it taken; each digital channel has as many places as the agent's capacity says. To be
 * read in a statement after the lock: the lock may have waited for nobody, but what it is about is younger than it.
 */
export const ROOM = `
  held as materialized (
    select contact.channel, held.exclusive
    from (
      select contact_id, exclusive from participant where agent_id = $1 and status <> 'left'
      union all
      select contact_id, exclusive from offer where agent_id = $1 and status in ('connecting', 'ringing')) held
    join contact on contact.id = held.contact_id),
  places as materialized (
    select place.channel, (agent.capacity ->> place.channel)::int - (
      select count(*) from held where case when place.channel = 'voice' then held.exclusive
        else held.channel = place.channel end) as open
    from agent cross join (values ('voice'), ('chat'), ('email'), ('social')) as place(channel)
    where agent.id = $1 and agent.presence_base = 'available'),
  room as materialized (
    select array(select channel from places where open > 0) as channels,
      array(select channel from places where open = 1) as filling,
      bool_or(session.protocol >= ${PRESENTING_PROTOCOL}) as presents,
      exists (select 1 from webhook_endpoint where active and 'contact.offered' = any(events)) as told
    from agent_session session
    where session.agent_id = $1
      and exists (select 1 from places)
      and not exists (select 1 from agent_emergency where agent_id = $1)
    having count(*) > 0)`;

const MAY_SERVE = `
  with ${ROOM}
  select channels, filling, presents, told,
    $2::int is null or exists (select 1 from agent_line where agent_id = $1 and line_id = $2) as serves
  from room`;

/** What the locked agent can be given, and whether they may serve a line (null: the contact is theirs anyway). */
export function roomFor(
  work: Work,
  agentId: string,
  lineId: number | null,
): Promise<(Room & {readonly serves: boolean}) | null> {
  return runForOne(work, MAY_SERVE, [agentId, lineId]);
}
