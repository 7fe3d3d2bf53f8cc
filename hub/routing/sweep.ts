import {type Reading} from '../store/contact-store.ts';
import {run} from '../store/statement.ts';

const BATCH_MAX = 200;
/** Of each line: the first may be one that whoever is idle was just asked for in vain. */
const OF_LINE_MAX = 4;

const WORTH_A_LOOK = `
  select contact.id from contact
  where contact.id = any($1::uuid[]) and contact.status = 'waiting' and (
    (contact.personal_agent_id is null and exists (select 1 from idle_agent where line_id = contact.line_id))
    or exists (select 1 from agent where agent.id = contact.personal_agent_id and presence_base = 'available'))
  order by priority, enqueued_at, id`;

/** Of these contacts the ones for whom somebody is idle: of a busy centre's arrivals none, and no decision is begun. */
export function contactsWorthALook(asking: Reading, ids: readonly string[]): Promise<readonly string[]> {
  return identifiers(asking, WORTH_A_LOOK, [ids]);
}

const DUE = `
  select agent.id from agent_due join agent on agent.id = agent_due.agent_id
  where $1::uuid[] is null or agent.id = any($1::uuid[])
  order by agent.idle_since, agent.id limit ${BATCH_MAX}`;

/** Agents to be looked at, longest idle first: those of them that another hub has not looked at yet, or (null) any. */
export function dueAgents(asking: Reading, ids: readonly string[] | null): Promise<readonly string[]> {
  return identifiers(asking, DUE, [ids]);
}

const ROUTABLE = `
  select id from (
    (select first.id, first.priority, first.enqueued_at
      from routing_line line
      cross join lateral (
        select id, priority, enqueued_at from contact
        where line_id = line.id and status = 'waiting' and personal_agent_id is null
        order by priority, enqueued_at, id limit ${OF_LINE_MAX}) first
      where exists (select 1 from idle_agent where line_id = line.id))
    union all
    (select contact.id, contact.priority, contact.enqueued_at
      from contact join agent on agent.id = contact.personal_agent_id and agent.presence_base = 'available'
      where contact.status = 'waiting' and contact.personal_agent_id is not null
      limit ${BATCH_MAX})) each
  order by priority, enqueued_at, id`;

/** The best of each line in which somebody is idle. A long line that nobody serves costs nothing and hides no other. */
export function routableContacts(asking: Reading): Promise<readonly string[]> {
  return identifiers(asking, ROUTABLE, []);
}

async function identifiers(asking: Reading, text: string, values: readonly unknown[]): Promise<readonly string[]> {
  return (await run<{readonly id: string}>(asking, text, values)).map((row) => row.id);
}
