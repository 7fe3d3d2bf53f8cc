import type {Channel} from '../../src/domain/channel.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

const ENTER = `
  with mine as materialized (select line_id from agent_line where agent_id = $1 and channel = any($2::text[])),
  gone as (delete from idle_agent where agent_id = $1 and line_id not in (select line_id from mine))
  insert into idle_agent (agent_id, line_id, idle_since)
  select agent.id, mine.line_id, agent.idle_since from mine join agent on agent.id = $1
  on conflict (agent_id, line_id) do update set idle_since = excluded.idle_since
    where idle_agent.idle_since <> excluded.idle_since`;

/** The locked agent stands in the idle list of every line of these channels that they may serve, and in no other. */
export async function enterIdleLists(work: Work, agentId: string, channels: readonly Channel[]): Promise<void> {
  await run(work, ENTER, [agentId, channels]);
}

const LEAVE = 'delete from idle_agent where agent_id = $1 and line_id = $2';

/** The list said that the agent was idle, and they are not, or not for this line any more. */
export async function leaveIdleList(work: Work, agentId: string, lineId: number): Promise<void> {
  await run(work, LEAVE, [agentId, lineId]);
}

const REMAIN = 'insert into agent_due (agent_id) values ($1) on conflict do nothing';

/** Not all that could be for the agent could be looked at: they stay due, and nobody is woken for it. */
export async function remainDue(work: Work, agentId: string): Promise<void> {
  await run(work, REMAIN, [agentId]);
}
