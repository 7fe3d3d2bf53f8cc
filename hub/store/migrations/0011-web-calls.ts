import {type Kysely, sql} from 'kysely';

/**
 * Calls from web pages: which pages may make them, and the one call that each token is for. Of the caller's network
 * address a fingerprint is kept, for as long as the call is.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table site (id text primary key, key text not null unique, origins text[] not null, entry_points text[] not null)`,
  `create table web_call (
     id uuid primary key, token_hash text not null unique, site_id text not null, origin text not null,
     entry_point_id text not null, address text not null, caller text not null, name text, data jsonb not null,
     contact_id uuid references contact on delete cascade,
     created_at timestamptz not null default now(), expires_at timestamptz not null)`,
  `create index web_call_of_contact on web_call (contact_id) where contact_id is not null`,
  `create index web_call_of_caller on web_call (caller)`,
  `create index web_call_age on web_call (created_at)`,
];
