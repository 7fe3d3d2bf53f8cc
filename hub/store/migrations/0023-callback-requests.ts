import {type Kysely, sql} from 'kysely';

/** Callbacks that customers ask for on pages elsewhere (docs/decisions/0024-callbacks-from-strangers.md), and those of other systems. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table site add column callbacks jsonb`,
  `create table callback_request (
     id uuid primary key, callback_id uuid not null references callback on delete cascade, site_id text not null,
     request_hash text not null, fingerprint text not null, token_hash text not null unique, joined boolean not null,
     starts_at timestamptz, ends_at timestamptz, queue_id text not null references queue, number_shown text not null,
     zone text not null, language text not null, caller text not null, consent_version text not null,
     consent_language text not null, created_at timestamptz not null, withdrawn_at timestamptz,
     check ((starts_at is null) = (ends_at is null)),
     unique (site_id, request_hash))`,
  `create index callback_request_of_callback on callback_request (callback_id)`,
  // The address stands here alone, and goes with the row once the mail is sent.
  `create table callback_mail (
     id uuid primary key, request_id uuid not null references callback_request on delete cascade, recipient text not null,
     link text not null, delivery jsonb not null)`,
  `create index callback_mail_of_request on callback_mail (request_id)`,
  `create table callback_proof (challenge text primary key, expires_at timestamptz not null)`,
  `create index callback_proof_age on callback_proof (expires_at)`,
  `create table callback_secret (one boolean primary key default true check (one), secret text not null)`,
  `create table api_callback (
     callback_id uuid primary key references callback on delete cascade, client text not null, request_key text not null,
     fingerprint text not null, created_at timestamptz not null, unique (client, request_key))`,
  // How many have a place in a slot; and whether a number has been promised a call.
  `create index callback_of_slot on callback (queue_id, starts_at) where kind = 'web'`,
  `create index callback_web_open on callback (number) where kind = 'web' and status in ('scheduled', 'queued')`,
];
