import {type Kysely, sql} from 'kysely';

/**
 * Consults, conferences, transfers and supervisors: whom a consult asks and how far it is, where a rung number goes, who
 * listens to whom, what a customer hears from a flow, and who must not get a contact again.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table conversation add column target jsonb, add column status text check (status in ('requested','open')),
     add column since timestamptz, add column holds_customer boolean not null default false,
     add column merged boolean not null default false,
     add constraint conversation_consult check ((kind = 'consult') = (target is not null and status is not null
       and since is not null and started_by is not null))`,
  `alter table participant add column invited_to text, add column wrap_up_given boolean not null default false,
     add column monitors uuid`,
  `alter table contact add column announcement jsonb, add column excluded_agents uuid[] not null default '{}'`,
  `create table wrap_up_suggestion (
     contact_id uuid not null references contact on delete cascade, agent_id uuid not null references agent,
     name text not null, reason_id text, note text not null, place int generated always as identity,
     primary key (contact_id, agent_id))`,
  `alter table offer add column asked_by jsonb`,
  // A consult of a queue or entry point waits in that queue's line until a member can be asked.
  `create table consult_wait (
     contact_id uuid not null references contact on delete cascade, conversation_id text not null,
     line_id int not null references routing_line, enqueued_at timestamptz not null, offered boolean not null default false,
     via text not null check (via in ('queue','entry-point')), primary key (contact_id, conversation_id))`,
  `create index consult_wait_line on consult_wait (line_id, enqueued_at) where not offered`,
];
