import {sql} from 'kysely';
import {DEFAULT_CAPACITY} from '../../src/domain/channel.ts';
import {parseAddresses} from '../../src/domain/mail-addresses.ts';
import type {AgentDesk} from '../store/organisation-tables.ts';
import type {Work} from '../store/unit-of-work.ts';
import {sameText} from './fields.ts';
import type {Organisation} from './organisation-schema.ts';
import {telephoneOf} from './telephones.ts';
import {PLAIN_PROFILE} from './write-tables.ts';

/**
 * Who is configured, and in which queues, as the document says. Whose agent has signed in already is theirs again, as
 * long as it is the same person who is meant.
 */
export async function writeConfiguredAgents(work: Work, organisation: Organisation): Promise<void> {
  const {agents, outboundProfiles, country} = organisation;
  const standard = outboundProfiles.find((each) => each.standard)?.id ?? PLAIN_PROFILE;
  const rows = agents.map((agent) => ({
    id: agent.id,
    subject: agent.subject ?? null,
    user_name: agent.userName === undefined ? null : sameText(agent.userName),
    team_id: agent.team,
    skills: agent.skills,
    capacity: {...DEFAULT_CAPACITY, ...agent.capacity},
    outbound_profile_id: agent.outboundProfile === undefined ? standard : agent.outboundProfile,
    desk: deskOf(agent, country),
  }));
  // What identifies people goes first: two agents may change their subjects with each other.
  await sql`
    delete from configured_agent known where not exists (
      select 1 from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id text, subject text, user_name text)
      where given.id = known.id and given.subject is not distinct from known.subject
        and given.user_name is not distinct from known.user_name)`.execute(work.tx);
  await sql`
    insert into configured_agent as known (id, subject, user_name, team_id, skills, capacity, outbound_profile_id, desk)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id text, subject text, user_name text, team_id text, skills jsonb, capacity jsonb,
        outbound_profile_id text, desk jsonb)
    on conflict (id) do update set team_id = excluded.team_id, skills = excluded.skills, capacity = excluded.capacity,
      outbound_profile_id = excluded.outbound_profile_id, desk = excluded.desk`.execute(work.tx);
  await work.tx.deleteFrom('configured_member').execute();
  const members = membersOf(organisation);
  await sql`
    insert into configured_member (queue_id, configured_agent_id)
    select queue, agent from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as member(queue text, agent text)`.execute(
    work.tx,
  );
  await bindAgents(work);
}

function deskOf(agent: Organisation['agents'][number], country: string): AgentDesk {
  const {addresses: emergencyContacts} = parseAddresses(agent.emergencyNotifications);
  return {...agent.desk, number: agent.number, telephone: telephoneOf(agent, country), emergencyContacts};
}

function membersOf({queues, agents}: Organisation): readonly {readonly queue: string; readonly agent: string}[] {
  return queues.flatMap(({id, members}) => {
    if (members === 'everyone') return [];
    const inTeams = agents.filter(({team}) => team !== null && members.teams.includes(team)).map((agent) => agent.id);
    return [...new Set([...members.agents, ...inTeams])].map((agent) => ({queue: id, agent}));
  });
}

/** A subject says exactly who is meant, and wins over a user name. */
async function bindAgents(work: Work): Promise<void> {
  await sql`
    update configured_agent named set agent_id = null
    from configured_agent exact join agent on agent.subject = exact.subject
    where exact.agent_id is null and named.agent_id = agent.id`.execute(work.tx);
  await sql`
    update configured_agent set agent_id = found.agent_id
    from (select distinct on (agent.subject) agent.id as agent_id, agent.subject from agent
      order by agent.subject, agent.created_at desc) found
    where configured_agent.agent_id is null and configured_agent.subject = found.subject`.execute(work.tx);
  await sql`
    update configured_agent set agent_id = found.agent_id
    from (select distinct on (user_name) agent.id as agent_id, user_name from agent, unnest(agent.user_names) user_name
      where not exists (select 1 from configured_agent taken where taken.agent_id = agent.id)
      order by user_name, agent.created_at desc) found
    where configured_agent.agent_id is null and configured_agent.subject is null
      and configured_agent.user_name = found.user_name
      and not exists (
        select 1 from configured_agent other join agent on agent.id = found.agent_id
        where other.agent_id is null and other.subject is null and other.user_name = any(agent.user_names)
          and other.id < configured_agent.id)`.execute(work.tx);
}

/**
 * An agent who signs in is found among the configured. Who has another's user name now is that configured agent from
 * here on: names belong to the directory.
 * @returns the agents whose configuration is another now
 */
export async function bindSignedIn(
  work: Work,
  agent: {readonly id: string; readonly subject: string; readonly userNames: readonly string[]},
): Promise<readonly string[]> {
  await sql`
    update agent set user_names = array(select unnest(user_names) except select unnest(${agent.userNames}::text[]))
    where user_names && ${agent.userNames}::text[] and id <> ${agent.id}`.execute(work.tx);
  const {rows} = await sql<{id: string; agent_id: string | null}>`
    select id, agent_id from configured_agent
    where subject = ${agent.subject} or (subject is null and user_name = any(${agent.userNames}::text[]))
    order by subject nulls last, id limit 1`.execute(work.tx);
  const [found] = rows;
  if (found === undefined || found.agent_id === agent.id) return [];
  await work.tx.updateTable('configured_agent').set({agent_id: null}).where('agent_id', '=', agent.id).execute();
  await work.tx.updateTable('configured_agent').set({agent_id: agent.id}).where('id', '=', found.id).execute();
  return [...(found.agent_id === null ? [] : [found.agent_id]), agent.id].toSorted();
}

const PLAIN_DESK: AgentDesk = {autoAnswer: false, number: null, telephone: null, emergencyContacts: []};

/**
 * Gives agents what they are configured to have: team, capacity, profile, desk, skills, queues. Only what differs is
 * written, since routing looks again at every agent whose rows change. Queues that are no more keep their members.
 * @param agentIds null: all
 */
export async function configureAgents(work: Work, agentIds: readonly string[] | null): Promise<void> {
  const these = agentIds === null ? sql`true` : sql`agent.id = any(${agentIds}::uuid[])`;
  await sql`select id from agent where ${these} order by id for update`.execute(work.tx);
  const {rows: changed} = await sql<{id: string}>`
    update agent set team_id = given.team_id, capacity = given.capacity, desk = given.desk,
      telephone = given.desk->>'telephone',
      outbound_profile_id = given.outbound_profile_id
    from (
      select agent.id, configured.team_id,
        coalesce(configured.capacity, ${JSON.stringify(DEFAULT_CAPACITY)}::jsonb) as capacity,
        coalesce(configured.desk, ${JSON.stringify(PLAIN_DESK)}::jsonb) as desk,
        case when configured.id is null then (select id from outbound_profile where standard and active)
          else configured.outbound_profile_id end as outbound_profile_id
      from agent left join configured_agent configured on configured.agent_id = agent.id where ${these}) given
    where agent.id = given.id and (agent.team_id, agent.capacity, agent.desk, agent.outbound_profile_id)
      is distinct from (given.team_id, given.capacity, given.desk, given.outbound_profile_id)
    returning agent.id`.execute(work.tx);
  await lookAgain(
    work,
    changed.map(({id}) => id),
  );
  const skills = sql`
    select configured.agent_id, skill.key as skill_id, skill.value::int as level
    from configured_agent configured join agent on agent.id = configured.agent_id and ${these},
      jsonb_each_text(configured.skills) skill`;
  await sql`
    delete from agent_skill using agent where agent.id = agent_skill.agent_id and ${these}
      and (agent_skill.agent_id, skill_id, level) not in (${skills})`.execute(work.tx);
  await sql`insert into agent_skill (agent_id, skill_id, level) ${skills} on conflict do nothing`.execute(work.tx);
  const members = sql`
    select member.queue_id, configured.agent_id
    from configured_member member join configured_agent configured on configured.id = member.configured_agent_id
      join agent on agent.id = configured.agent_id and ${these}`;
  await sql`
    delete from queue_member using agent, queue
    where agent.id = queue_member.agent_id and ${these} and queue.id = queue_member.queue_id and queue.active
      and (queue_member.queue_id, queue_member.agent_id) not in (${members})`.execute(work.tx);
  await sql`insert into queue_member (queue_id, agent_id) ${members} on conflict do nothing`.execute(work.tx);
}

/** Whose capacity may be another can perhaps take what waits. (Skills and memberships say so themselves, by triggers.) */
async function lookAgain(work: Work, agentIds: readonly string[]): Promise<void> {
  await sql`insert into agent_due select unnest(${agentIds}::uuid[]) on conflict do nothing`.execute(work.tx);
  for (const id of agentIds) work.wake(`route-agent:${id}`);
}
