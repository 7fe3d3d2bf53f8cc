import {type Kysely, sql} from 'kysely';

/**
 * The whole organisation: teams, skills, hours, profiles, the address book, and agents as they were configured, whether
 * or not they have ever signed in. The document of the last revision is what counts; these tables are drawn from it in
 * the transaction that stores it (docs/decisions/0009-organisation-document.md).
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const NAMED = 'id text primary key, name text not null, active boolean not null default true';

const STATEMENTS = [
  `create table team (${NAMED})`,
  `create table skill (${NAMED})`,
  `create table opening_hours (${NAMED}, rule jsonb not null)`,
  `create table outbound_profile (
     ${NAMED}, caller_number text not null, variables jsonb not null, standard boolean not null)`,
  `alter table queue add column skills jsonb not null default '{}'`,
  `alter table queue add column hours_id text references opening_hours`,
  `alter table queue add column channels text[] not null default '{voice,chat,email,social}'`,
  `alter table entry_point add column channel text not null default 'voice'
     check (channel in ('voice','chat','email','social'))`,
  `alter table entry_point add column skills jsonb not null default '{}'`,
  `alter table entry_point add column when_closed text not null default 'assign' check (when_closed in ('assign','end'))`,
  // Null: for contacts of every queue.
  `alter table wrap_up_reason add column queues text[]`,
  `create table address_entry (
     id text primary key, name text not null, number text not null, note text, search text not null, digits text not null)`,
  `alter table agent add column user_names text[] not null default '{}'`,
  `create index agent_user_names on agent using gin (user_names)`,
  `alter table agent add column team_id text references team`,
  `alter table agent add column outbound_profile_id text references outbound_profile`,
  `alter table agent add column desk jsonb not null default '{"autoAnswer":false}'`,
  `create table agent_skill (
     agent_id uuid not null references agent on delete cascade, skill_id text not null references skill, level int not null,
     primary key (agent_id, skill_id))`,
  // An agent is whoever signs in with the subject, or else with the user name. Until then \`agent_id\` is null.
  `create table configured_agent (
     id text primary key, subject text unique, user_name text unique, team_id text references team, skills jsonb not null,
     capacity jsonb not null, outbound_profile_id text references outbound_profile, desk jsonb not null,
     agent_id uuid unique references agent on delete set null, check (subject is not null or user_name is not null))`,
  `create table configured_member (
     queue_id text not null references queue on delete cascade,
     configured_agent_id text not null references configured_agent on delete cascade,
     primary key (queue_id, configured_agent_id))`,
  `create index configured_member_of_agent on configured_member (configured_agent_id)`,
  // What the file said that was read last: an edit made since is not undone by a restart with the same file.
  `alter table organisation_revision add column source text`,
  `alter table organisation_revision add column changes jsonb not null default '[]'`,
];
