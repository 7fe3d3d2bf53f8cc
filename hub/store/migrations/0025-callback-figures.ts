import {type Kysely, sql} from 'kysely';

/**
 * What is counted of callbacks, a row for each queue, quarter of an hour and writer (docs/decisions/0027-figures-by-writer.md); and where
 * a customer's number is, for those who ask what is kept of them.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table callback_figure (
     queue_id text not null references queue, begins_at timestamptz not null, writer int not null,
     offered int not null default 0, accepted int not null default 0, web int not null default 0,
     scheduled int not null default 0, personal int not null default 0, kept int not null default 0,
     unreached int not null default 0, cancelled int not null default 0, expired int not null default 0,
     saved_ms bigint not null default 0, primary key (queue_id, begins_at, writer))`,
  `create index callback_figure_of_time on callback_figure (begins_at)`,
  `create index agent_outbox_of_callback on agent_outbox ((event->'callback'->>'id')) where event->>'type' = 'CallbackChanged'`,
  `create index participant_of_address on participant (address) where address is not null`,
];
