import {type Kysely, sql} from 'kysely';

/**
 * Digits on their way to a customer: written with the command, played by the hub beside the media process, and forgotten
 * as soon as it is known what became of them (they may be a card's). `seq` is the order in which they were pressed.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table digit_request (
     seq bigint generated always as identity primary key, actor text not null, command_id text not null,
     contact_id uuid not null references contact on delete cascade, leg_id uuid not null,
     media_process_id uuid, digits text, outcome text check (outcome in ('played','lost')),
     created_at timestamptz not null default now(), unique (actor, command_id))`,
  `create index digit_request_open on digit_request (contact_id) where outcome is null`,
  `create index digit_request_age on digit_request (created_at)`,
];
