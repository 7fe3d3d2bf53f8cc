import {type Kysely, sql} from 'kysely';

/** Promises to call a customer (docs/decisions/0022-callbacks-as-promises.md). */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table callback (
     id uuid primary key,
     kind text not null check (kind in ('direct', 'web', 'scheduled', 'personal')),
     source text not null check (source in ('call', 'desk', 'web', 'mobile-app', 'voice-bot', 'chat-bot')),
     status text not null check (status in ('scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired')),
     number text not null, name text, reason text not null, queue_id text not null references queue,
     assignee_id uuid references agent, created_by uuid references agent, written jsonb, zone text not null,
     starts_at timestamptz not null, ends_at timestamptz not null, due_at timestamptz, attempts int not null,
     from_contact_id uuid, contact_id uuid, created_at timestamptz not null, queued_at timestamptz,
     expires_at timestamptz not null, closed_at timestamptz, cancelled_by text, version bigint not null,
     check ((status = 'scheduled') = (due_at is not null)),
     check ((status in ('scheduled', 'queued')) = (closed_at is null)),
     check (status <> 'queued' or contact_id is not null))`,
  // What is due is found without looking at what is not, however much that is.
  `create index callback_due on callback (due_at) where status = 'scheduled'`,
  `create index callback_expiring on callback (expires_at) where status in ('scheduled', 'queued')`,
  `create index callback_of_contact on callback (contact_id) where status = 'queued'`,
  `create index callback_of_number on callback (number, starts_at)`,
  `create index callback_of_assignee on callback (assignee_id, starts_at) where status in ('scheduled', 'queued')`,
  `create index callback_of_author on callback (created_by, starts_at) where status in ('scheduled', 'queued')`,
  // Who waits by their number alone is carried by nobody ([CB-18]).
  `drop index contact_carried`,
  `create index contact_carried on contact (id) where channel = 'voice' and status <> 'ended'
     and not (kind = 'callback' and status in ('waiting', 'offered'))`,
];
