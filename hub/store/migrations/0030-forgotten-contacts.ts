import {type Kysely, sql} from 'kysely';

/** When a contact was stripped of whose it was (docs/data-protection.md). What is due is found without looking at what is not. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table contact add column forgotten_at timestamptz`,
  `create index contact_to_forget on contact (ended_at, id) where status = 'ended' and forgotten_at is null`,
  // Whether a promise still stands on it.
  `create index callback_open_from on callback (from_contact_id) where closed_at is null and from_contact_id is not null`,
  `create index callback_open_contact on callback (contact_id) where closed_at is null and contact_id is not null`,
];
