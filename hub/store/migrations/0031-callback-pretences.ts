import {type Kysely, sql} from 'kysely';

/** Requests that are answered as all are and for which nobody is called (docs/callback-requests.md): nothing of who asked, nor for whom. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table callback_pretence (
     id uuid primary key, site_id text not null, request_hash text not null, fingerprint text not null,
     token_hash text not null unique, starts_at timestamptz, ends_at timestamptz, queue_id text not null references queue,
     number_shown text not null, zone text not null, created_at timestamptz not null, withdrawn_at timestamptz,
     check ((starts_at is null) = (ends_at is null)),
     unique (site_id, request_hash))`,
  `create index callback_pretence_age on callback_pretence (created_at)`,
];
