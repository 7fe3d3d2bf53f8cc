import {type Kysely, sql} from 'kysely';

/** Messages that callers leave (docs/decisions/0029-voicemail.md). */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table wait_menu drop constraint wait_menu_step_check, add constraint wait_menu_step_check
     check (step in ('music', 'offer', 'goodbye', 'farewell', 'greeting', 'tone', 'recording', 'thanks'))`,
  // \`stopped_at\`: no more is recorded. \`finished_at\`: all of it is here, and it is a message.
  `create table voicemail (
     id uuid primary key, contact_id uuid not null references contact on delete cascade, queue_id text not null references queue,
     number text not null, name text, began_at timestamptz not null, stopped_at timestamptz, finished_at timestamptz,
     length_ms int not null default 0, heard_ms int not null default 0,
     done_at timestamptz, done_by uuid references agent, callback_id uuid references callback on delete set null)`,
  // Pieces of sound, each as soon as it was said. A caller whose media process dies goes on in another one.
  `create table voicemail_piece (
     voicemail_id uuid not null references voicemail on delete cascade, process_id text not null, seq int not null,
     place bigint generated always as identity, packets bytea not null, length_ms int not null, heard_ms int not null,
     primary key (voicemail_id, process_id, seq))`,
  `create index voicemail_of_contact on voicemail (contact_id)`,
  `create index voicemail_unfinished on voicemail (began_at) where finished_at is null`,
  `create index voicemail_new on voicemail (queue_id, began_at desc, id) where finished_at is not null and done_at is null`,
  `create index voicemail_of_queue on voicemail (queue_id, began_at desc, id) where finished_at is not null`,
  `create index voicemail_done on voicemail (done_at) where done_at is not null`,
  `create index voicemail_of_number on voicemail (number)`,
  `create index voicemail_of_callback on voicemail (callback_id) where callback_id is not null`,
];
