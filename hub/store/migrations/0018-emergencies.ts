import {type Kysely, sql} from 'kysely';

/**
 * Emergencies, apart from everything that is kept: one row for an agent, deleted when responders can no longer ring back
 * (docs/decisions/0018-emergencies-apart.md). The layer over the presence is `agent_emergency`, from the first day.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table emergency_call (
     id uuid primary key, agent_id uuid not null unique references agent on delete cascade, state jsonb not null,
     callback_number text unique, responder_address text, agent_leg uuid, responder_leg uuid, ongoing boolean not null,
     locked boolean not null, until_at timestamptz not null, dial_id text not null,
     media_process_id uuid references media_process, version bigint not null, media_version bigint not null default 0,
     settled_version bigint not null default 0)`,
  `create index emergency_call_of_responder on emergency_call (responder_address) where ongoing`,
  `create table emergency_description (
     leg_id uuid not null, epoch int not null, call_id uuid not null references emergency_call on delete cascade,
     offer text not null, answer text, failure text, primary key (leg_id, epoch))`,
  // Says of a number that it is used, or rests; never by whom.
  `create table emergency_number (number text primary key, held boolean not null, rests_until timestamptz)`,
];
