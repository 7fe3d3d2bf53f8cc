import type {Channel} from '../../src/domain/channel.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/** Of each line, and of all together: how many one decision looks at before it leaves the rest to the next one. */
const OF_LINE_MAX = 2;
const CANDIDATES_MAX = 8;

/** Whose desks did not show a contact comes after everybody else for it, for so many times the time a desk has to do so. */
const PASSED_OVER_TIMES = 2;

export type Candidate = {readonly id: string; readonly channel: Channel};

/** One look into each line the agent may serve: neither its length nor the other lines are paid for. */
const WAITING = `
  with passed as materialized (
    select array(select contact_id from offer where agent_id = $1 and unpresented and ended_at > $3) as over)
  select id, channel from (
    (select id, channel, priority, enqueued_at from contact, passed
      where personal_agent_id = $1 and status = 'waiting' and channel = any($2::text[]) and id <> all(passed.over)
      order by priority, enqueued_at, id limit ${CANDIDATES_MAX})
    union all
    (select first.id, agent_line.channel, first.priority, first.enqueued_at
      from passed cross join agent_line cross join lateral (
        select id, priority, enqueued_at from contact
        where line_id = agent_line.line_id and status = 'waiting' and personal_agent_id is null and id <> all(passed.over)
          and $1 <> all(excluded_agents)
        order by priority, enqueued_at, id limit ${OF_LINE_MAX}) first
      where agent_line.agent_id = $1 and agent_line.channel = any($2::text[]))) each
  order by channel <> 'voice', priority, enqueued_at, id limit ${CANDIDATES_MAX}`;

/** The best that waits for the agent in these channels; a call goes before what can wait. */
export async function waitingFor(
  work: Work,
  agentId: string,
  channels: readonly Channel[],
): Promise<readonly Candidate[]> {
  if (channels.length === 0) return [];
  return run<Candidate>(work, WAITING, [agentId, channels, passedOverUntil(work)]);
}

const IDLE = `
  select agent_id as id from idle_agent
  where line_id = $1
    and agent_id <> all(array(select agent_id from offer where contact_id = $2 and unpresented and ended_at > $3))
    and agent_id <> all((select excluded_agents from contact where id = $2)::uuid[])
  order by idle_since, agent_id limit ${CANDIDATES_MAX}`;

/** Who has been without work longest among those who stand in the line's idle list. Stale entries are for the caller. */
export async function longestIdle(work: Work, lineId: number, contactId: string): Promise<readonly string[]> {
  const rows = await run<{readonly id: string}>(work, IDLE, [lineId, contactId, passedOverUntil(work)]);
  return rows.map((row) => row.id);
}

function passedOverUntil(work: Work): Date {
  return new Date(work.now - PASSED_OVER_TIMES * work.settings.timings.presentMs);
}
