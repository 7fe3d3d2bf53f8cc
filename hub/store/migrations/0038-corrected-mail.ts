import {type Kysely, sql} from 'kysely';

/** [EC-140] Which dial a mail is about, which dials reached nobody, and whom a mail has told nothing of it. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Null: about responders who ring back, or a correction.
  `alter table emergency_mail add column dial_id text`,
  // By dial: what they were told, and who.
  `alter table emergency_call add column failed text[] not null default '{}', add column told jsonb not null default '{}'`,
];
