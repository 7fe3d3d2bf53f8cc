import {type Kysely, sql} from 'kysely';

/**
 * Flows, and the contacts that are in one: with the steps they began with, where they are, and who is asking another
 * system for them just now. A row is changed by whoever has its contact locked; only the claim of a request is not.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table flow (id text primary key, name text not null, steps jsonb not null, active boolean not null default true)`,
  `alter table entry_point add column flow_id text references flow`,
  `create table flow_run (
     contact_id uuid primary key references contact on delete cascade,
     entry_point_id text not null references entry_point, flow_id text not null, revision bigint not null,
     steps jsonb not null, step text not null,
     awaiting text not null check (awaiting in ('leg','sound','digits','http')),
     sounds text[] not null, digits text not null, attempt int not null, visits int not null,
     claimed_by uuid, claimed_until timestamptz, fence int not null default 0)`,
  // The few that ask another system now, in whatever number of calls.
  `create index flow_run_asking on flow_run (contact_id) where awaiting = 'http'`,
];
