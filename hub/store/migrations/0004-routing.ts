import {type Kysely, sql} from 'kysely';

/**
 * Who gets what, at a cost that neither a backlog nor the number of agents raises (docs/decisions/0008-cheap-hand-outs.md).
 * Contacts of one queue and channel that ask for the same skills wait in one *line*; an agent for whom nothing waits
 * stands in the idle list of each line they may serve.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [...SKILLS, ...OFFERS, ...LINES, ...TRIGGERS]) await sql.raw(statement).execute(db);
}

const SKILLS = [
  // The organisation's tables, unless they are there already.
  `create table if not exists agent_skill (
     agent_id uuid not null references agent on delete cascade, skill_id text not null, level int not null,
     primary key (agent_id, skill_id))`,
  `alter table queue add column if not exists skills jsonb not null default '{}'`,
  `alter table entry_point add column if not exists skills jsonb not null default '{}'`,
];

const OFFERS = [
  // The same rule with another condition than the agents' own index has: a plan that is made while nothing rings must not
  // take this one for it, and read all that rings anywhere later.
  `alter table offer add constraint offer_open_or_ended check ((status in ('connecting','ringing')) = (ended_at is null))`,
  `drop index offer_one_open`,
  `create unique index offer_one_open on offer (contact_id, coalesce(conversation_id, 'main')) where ended_at is null`,
  // No desk said that it shows it: the agent comes after everybody else for this contact, for a while.
  `alter table offer add column unpresented boolean not null default false`,
  `create index offer_unpresented on offer (ended_at) where unpresented`,
  // Offline because no desk of theirs came back in time, not because they signed out.
  `alter table agent add column absent boolean not null default false`,
  // Calls carried now, for the limit of [CB-18].
  `create index contact_carried on contact (id) where channel = 'voice' and status <> 'ended'`,
];

const LINES = [
  `create table routing_line (
     id int generated always as identity primary key, queue_id text not null references queue, channel text not null,
     skill_key text not null, skills jsonb not null, unique (queue_id, channel, skill_key))`,
  `alter table contact add column skills jsonb not null default '{}'`,
  `alter table contact add column skill_key text not null default ''`,
  `alter table contact add column line_id int references routing_line`,
  `insert into routing_line (queue_id, channel, skill_key, skills)
     select distinct queue_id, channel, '', '{}'::jsonb from contact where queue_id is not null and status <> 'ended'`,
  `update contact set line_id = line.id from routing_line line
     where line.queue_id = contact.queue_id and line.channel = contact.channel and contact.status <> 'ended'`,
  `drop index contact_waiting`,
  `create index contact_waiting on contact (line_id, priority, enqueued_at, id)
     where status = 'waiting' and personal_agent_id is null`,
  // Longest idle is asked of the idle list; without this index a change of \`idle_since\` touches no index at all.
  `drop index agent_idle`,
  // Every event of an agent changes their row: room beside it, so that no index has to follow.
  `alter table agent set (fillfactor = 60)`,
  // What follows is drawn from other tables: without references to agents, which are never deleted, nothing waits for them.
  `create table idle_agent (
     agent_id uuid not null, line_id int not null references routing_line on delete cascade,
     idle_since timestamptz not null, primary key (agent_id, line_id))`,
  // Without the agent: a plan that looks for an agent's entries must not go through those of everybody.
  `create index idle_agent_longest on idle_agent (line_id, idle_since)`,
  // Agents to be looked at: written by the decision that freed them, so that a lost wake-up loses nobody.
  `create table agent_due (agent_id uuid primary key)`,
  `insert into agent_due select id from agent where presence_base = 'available'`,
  // Who may serve which line: as it follows from queues and skills, and kept, so that no hand-out works it out again.
  `create view line_member as
     select member.agent_id, line.id as line_id, line.channel
     from queue_member member
     join queue on queue.id = member.queue_id and not queue.everyone
     join routing_line line on line.queue_id = queue.id
     where line.skill_key = '' or not exists (
       select 1 from jsonb_each_text(line.skills) need
       left join agent_skill skill on skill.agent_id = member.agent_id and skill.skill_id = need.key
       where skill.level is null or skill.level < need.value::int)
     union all
     select agent.id, line.id, line.channel
     from agent
     cross join queue
     join routing_line line on line.queue_id = queue.id
     where queue.everyone and (line.skill_key = '' or not exists (
       select 1 from jsonb_each_text(line.skills) need
       left join agent_skill skill on skill.agent_id = agent.id and skill.skill_id = need.key
       where skill.level is null or skill.level < need.value::int))`,
  `create table agent_line (
     agent_id uuid not null, line_id int not null references routing_line on delete cascade, channel text not null,
     primary key (agent_id, channel, line_id))`,
  `insert into agent_line select agent_id, line_id, channel from line_member`,
];

/**
 * Whoever changes memberships, skills or queues need not know of lines and idle lists: the triggers keep \`agent_line\`, and
 * agents it concerns are looked at again. Who opens a line waits for those who are changing an agent or entering a list at
 * that moment, and they for it: whoever is second sees the first.
 */
const TRIGGERS = [
  `create function refresh_agent_lines(agents uuid[]) returns void language plpgsql as $$
     begin
       delete from agent_line kept where kept.agent_id = any(agents) and not exists (
         select 1 from line_member m where m.agent_id = kept.agent_id and m.line_id = kept.line_id);
       insert into agent_line select agent_id, line_id, channel from line_member where agent_id = any(agents)
         on conflict do nothing;
       insert into agent_due select unnest(agents) on conflict do nothing;
     end $$`,
  `create function agents_changed() returns trigger language plpgsql as $$
     declare agents uuid[] := array(select distinct agent_id from changed order by agent_id);
     begin
       if cardinality(agents) > 0 then
         perform pg_advisory_xact_lock_shared(hashtext('cordboard lines'));
         perform refresh_agent_lines(agents);
       end if;
       return null;
     end $$`,
  ...['queue_member', 'agent_skill'].flatMap((table) => [
    `create trigger ${table}_in after insert on ${table} referencing new table as changed
       for each statement execute function agents_changed()`,
    `create trigger ${table}_out after delete on ${table} referencing old table as changed
       for each statement execute function agents_changed()`,
    `create trigger ${table}_over after update on ${table} referencing new table as changed
       for each statement execute function agents_changed()`,
  ]),
  `create function agent_came() returns trigger language plpgsql as $$
     begin
       perform pg_advisory_xact_lock_shared(hashtext('cordboard lines'));
       perform refresh_agent_lines(array[new.id]);
       return null;
     end $$`,
  `create trigger agent_came after insert on agent for each row execute function agent_came()`,
  `create function line_opened() returns trigger language plpgsql as $$
     begin
       perform pg_advisory_xact_lock(hashtext('cordboard lines'));
       insert into agent_line select agent_id, line_id, channel from line_member where line_id = new.id
         on conflict do nothing;
       insert into agent_due
         select agent.id from agent_line join agent on agent.id = agent_line.agent_id
         where agent_line.line_id = new.id and agent.presence_base = 'available'
         on conflict do nothing;
       perform pg_notify('cordboard_wake', 'route-due');
       return null;
     end $$`,
  `create trigger routing_line_opened after insert on routing_line for each row execute function line_opened()`,
  `create function queue_opened() returns trigger language plpgsql as $$
     begin
       perform pg_advisory_xact_lock(hashtext('cordboard lines'));
       perform refresh_agent_lines(array(select id from agent order by id));
       perform pg_notify('cordboard_wake', 'route-due');
       return null;
     end $$`,
  `create trigger queue_opened after update of everyone on queue for each row
     when (old.everyone is distinct from new.everyone) execute function queue_opened()`,
];
