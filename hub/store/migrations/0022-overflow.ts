import {type Kysely, sql} from 'kysely';

/** What queues do with callers whom they cannot serve soon (docs/decisions/0023-overflow-and-the-wait-menu.md). */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table queue add column overflow jsonb not null default '{"before":[],"waiting":[]}'`,
  // Null: as its queue has it.
  `alter table entry_point add column overflow jsonb`,
  // Of who waits and may have something happen to them later: by which rules, and which of them are done.
  `create table overflow_run (
     contact_id uuid primary key references contact on delete cascade, queue_id text not null, rules jsonb not null,
     moved boolean not null, waited_ms bigint not null)`,
  // Of who is asked whether they would rather be called back, or is told goodbye. \`queue_id\` null: in no queue any more.
  `create table wait_menu (
     contact_id uuid primary key references contact on delete cascade, queue_id text, language text not null,
     closed boolean not null, step text not null check (step in ('music', 'offer', 'goodbye', 'farewell')),
     offers int not null, started_at timestamptz not null)`,
  // How long callers who were answered had waited; a few hours of it.
  `create table queue_wait (queue_id text not null, answered_at timestamptz not null, waited_ms bigint not null)`,
  `create index queue_wait_newest on queue_wait (queue_id, answered_at)`,
  `create index queue_wait_age on queue_wait (answered_at)`,
];
