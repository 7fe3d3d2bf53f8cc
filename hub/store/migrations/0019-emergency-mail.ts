import {type Kysely, sql} from 'kysely';

/** The mail about an emergency, until it is sent or a day is over; and whether its readers have been told. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // What has led to a mail already: the dial by its command, a call back by its leg.
  `alter table emergency_call add column mailed text[] not null default '{}',
     add column contacts text not null default 'waiting' check (contacts in ('nobody', 'waiting', 'told'))`,
  // No reference to the call: that is forgotten after an hour, while a mail is tried for a day.
  `create table emergency_mail (
     id uuid primary key, call_id uuid not null, agent_id uuid not null references agent on delete cascade,
     recipients text[] not null, facts jsonb not null, delivery jsonb not null)`,
  `create index emergency_mail_of_agent on emergency_mail (agent_id)`,
];
