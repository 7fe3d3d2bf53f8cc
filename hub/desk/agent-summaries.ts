import type {AgentSummary, AgentWork, Readiness} from '../../src/api/wire/views.ts';
import {refusalOfMonitoring} from '../../src/domain/controls.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type AgentRow = {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  readonly base: BasePresence;
  readonly reason: string | null;
  readonly since: number;
  readonly connected: boolean;
  readonly readiness: Readiness | null;
};

const AGENTS = `
  select agent.id, agent.name, team.name as team, presence_base as base, presence_reason as reason, presence_since as since,
    exists (select 1 from agent_session session where session.agent_id = agent.id and session.takes_work) as connected, readiness
  from agent left join team on team.id = agent.team_id
  where 'agent' = any(agent.roles) order by agent.name, agent.id`;

type WorkRow = Omit<AgentWork, 'refusal'> & {readonly agentId: string};

/** No emergency is told ([EM-30]), and of customers nothing at all. The first condition is that of the index. */
const WORK = `
  select held.agent_id as "agentId", contact.id as "contactId", contact.channel, contact.status, held.role,
    held.status as phase, queue.name as queue,
    case held.status when 'wrap-up' then held.wrap_up_started_at else held.joined_at end as since
  from participant held
  join contact on contact.id = held.contact_id
  left join queue on queue.id = contact.queue_id
  where held.status <> 'left' and held.status in ('joined', 'wrap-up') and held.agent_id is not null
    and contact.kind <> 'emergency-callback'
  order by since, contact.id`;

/** Everybody who has ever signed in as an agent, by name, with what they are on. Two statements, however many they are. */
export async function listAgents(work: Work): Promise<readonly AgentSummary[]> {
  const agents = await run<AgentRow>(work, AGENTS, []);
  const held = Map.groupBy(await run<WorkRow>(work, WORK, []), ({agentId}) => agentId);
  return agents.map(({base, reason, since, ...agent}) => {
    const own = (held.get(agent.id) ?? []).map(workOf);
    return {...agent, presence: {base, reason, since}, engaged: own.length > 0, work: own};
  });
}

function workOf({agentId: _agentId, ...row}: WorkRow): AgentWork {
  return {...row, refusal: refusalOfMonitoring(row, {status: row.phase, role: row.role})};
}
