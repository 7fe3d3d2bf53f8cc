import type {QueryBodies} from '../../src/api/wire/commands.ts';
import type {AgentTarget, EntryPointTarget, QueueTarget, TargetLists} from '../../src/api/wire/views.ts';
import {participantOfAgent} from '../../src/domain/contact.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {isQueueOpen} from '../organisation/queue-hours.ts';
import {CONSULTED_WHEN, TRANSFERRED_WHEN} from '../routing/direct-offer.ts';
import {readContacts} from '../store/contact-store.ts';
import {run} from '../store/statement.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';

const NONE: TargetLists = {agents: [], queues: [], entryPoints: []};

/** Whom the contact's agent could ask or give the customer to, as it is now ([CO-9], [CO-11], [CO-27], [TR-4], [TR-7], [TR-9]). */
export async function listTargets(
  work: Work,
  agentId: string,
  {contactId, purpose}: QueryBodies['ListTargets'],
): Promise<TargetLists> {
  const [contact] = isIdentifier(contactId) ? await readContacts(work, [contactId]) : [];
  if (contact === undefined || participantOfAgent(contact, agentId) === undefined) return NONE;
  return {
    agents: await agentTargets(work, contactId, purpose === 'consult' ? CONSULTED_WHEN : TRANSFERRED_WHEN),
    queues: await queueTargets(work),
    entryPoints: await entryPointTargets(work),
  };
}

type AgentRow = {
  readonly agentId: string;
  readonly name: string;
  readonly team: string | null;
  readonly base: BasePresence;
  readonly reason: string | null;
  readonly since: number;
  readonly talking: boolean;
  readonly wrapping: boolean;
};

/** Those who have a desk open and no part in the contact. Whoever has an emergency is shown to nobody. */
const AGENTS = `
  select agent.id as "agentId", agent.name, team.name as team, presence_base as base, presence_reason as reason,
    presence_since as since,
    exists (select 1 from participant p where p.agent_id = agent.id and p.exclusive and p.status = 'wrap-up') as wrapping,
    exists (select 1 from participant p where p.agent_id = agent.id and p.exclusive and p.status in ('invited', 'joined'))
      or exists (select 1 from offer o where o.agent_id = agent.id and o.exclusive and o.ended_at is null)
      or exists (select 1 from leg where leg.address = agent.telephone and leg.closed_at is null) as talking
  from agent left join team on team.id = agent.team_id
  where 'agent' = any(agent.roles) and presence_base = any($2::text[])
    and exists (select 1 from agent_session s where s.agent_id = agent.id and s.takes_work)
    and not exists (select 1 from agent_emergency e where e.agent_id = agent.id)
    and not exists (select 1 from participant p
      where p.agent_id = agent.id and p.contact_id = $1 and p.status in ('invited', 'joined'))
  order by agent.name, agent.id limit 2000`;

async function agentTargets(
  work: Work,
  contactId: string,
  when: readonly BasePresence[],
): Promise<readonly AgentTarget[]> {
  const rows = await run<AgentRow>(work, AGENTS, [contactId, when]);
  return rows.map(({agentId, name, team, base, reason, since, talking, wrapping}) => ({
    agentId,
    name,
    team,
    presence: {base, reason, since},
    engaged: talking || wrapping,
    refusal: talking ? 'agent-busy' : wrapping ? 'agent-wrapping-up' : null,
  }));
}

const QUEUES = `
  select queue.id as "queueId", queue.name,
    (select count(*)::int from contact where contact.queue_id = queue.id and contact.status = 'waiting'
      and contact.channel = 'voice') as waiting,
    (select count(distinct idle.agent_id)::int from idle_agent idle join routing_line line on line.id = idle.line_id
      where line.queue_id = queue.id and line.channel = 'voice') as available
  from queue where queue.active and 'voice' = any(queue.channels) order by queue.name, queue.id`;

async function queueTargets(work: Work): Promise<readonly QueueTarget[]> {
  const rows = await run<Omit<QueueTarget, 'refusal'>>(work, QUEUES, []);
  const targets: QueueTarget[] = [];
  for (const row of rows) {
    const refusal: Refusal | null = (await isQueueOpen(work, row.queueId)) ? null : 'closed';
    targets.push({...row, refusal});
  }
  return targets;
}

const ENTRY_POINTS = `
  select id as "entryPointId", name, number from entry_point where active and channel = 'voice' order by name, id`;

async function entryPointTargets(work: Work): Promise<readonly EntryPointTarget[]> {
  const rows = await run<Omit<EntryPointTarget, 'refusal'>>(work, ENTRY_POINTS, []);
  return rows.map((row) => ({...row, refusal: null}));
}
