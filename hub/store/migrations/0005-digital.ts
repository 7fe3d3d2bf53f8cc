import {type Kysely, sql} from 'kysely';

/**
 * Contacts that another system brings, and what other systems are told. A webhook's rows are written in the transaction of
 * what they tell; of those of one contact only the first that waits has a `next_at`, so that they go out in order and a
 * backlog costs nothing to look through.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The key is claimed before the contact is there: of two requests at once one makes it, and the other finds it.
  `create table api_contact (
     contact_id uuid primary key references contact on delete cascade deferrable initially deferred,
     client text not null, request_key text not null, fingerprint text not null, external_id text,
     created_at timestamptz not null, unique (client, request_key))`,
  `create index api_contact_newest on api_contact (client, created_at desc, contact_id desc)`,
  `create table api_client (client text primary key, tokens double precision not null, refilled_at timestamptz not null)`,
  `create table webhook_endpoint (
     id text primary key, url text not null, events text[] not null, personal_data boolean not null, active boolean not null)`,
  `create table webhook_delivery (
     seq bigint generated always as identity primary key, id uuid not null unique,
     endpoint_id text not null references webhook_endpoint, contact_id uuid not null references contact on delete cascade,
     type text not null, occurred_at timestamptz not null, expires_at timestamptz not null, body text not null,
     status text not null check (status in ('waiting','delivered','dead')), attempts int not null default 0,
     next_at timestamptz, leased_by uuid references hub_process, leased_until timestamptz,
     last_status int, last_error text, ended_at timestamptz,
     check ((status = 'waiting') = (ended_at is null)))`,
  `create index webhook_delivery_due on webhook_delivery (endpoint_id, next_at)
     where status = 'waiting' and next_at is not null`,
  `create index webhook_delivery_line on webhook_delivery (endpoint_id, contact_id, seq) where status = 'waiting'`,
  `create index webhook_delivery_ended on webhook_delivery (status, ended_at) where status <> 'waiting'`,
  // What an agent did in the last days, for their own list.
  `create index participant_history on participant (agent_id, joined_at desc)
     where agent_id is not null and joined_at is not null`,
  `create index offer_history on offer (agent_id, ended_at desc) where status in ('no-answer','declined')`,
];
