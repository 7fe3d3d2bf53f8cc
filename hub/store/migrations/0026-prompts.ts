import {type Kysely, sql} from 'kysely';

/** An organisation's own words for what callers hear, and their sound. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Named by what is in it: a sound that was begun is heard to its end, also when the words change meanwhile.
  `create table prompt_sound (
     sound text primary key, audio bytea not null, length_ms int not null, made_at timestamptz not null default now())`,
  `create table prompt (
     name text not null, language text not null, words text not null, sound text not null references prompt_sound,
     origin text not null check (origin in ('spoken', 'uploaded')), changed_at timestamptz not null default now(),
     primary key (name, language))`,
];
