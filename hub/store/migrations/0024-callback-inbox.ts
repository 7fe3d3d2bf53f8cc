import {type Kysely, sql} from 'kysely';
import {callbackSortName, callbackTokens} from '../../../src/domain/callback-search.ts';

/**
 * One list of all callbacks, whichever way it is filtered and sorted (docs/callbacks.md): a page is read off the indexes below, a word is
 * found by another. None of them asks how many callbacks there are.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of COLUMNS) await sql.raw(statement).execute(db);
  await fill(db);
  for (const statement of INDEXES) await sql.raw(statement).execute(db);
}

const COLUMNS = [
  `alter table callback
     add column sort_due timestamptz not null default now(),
     add column sort_name text collate "C" not null default '',
     add column search tsvector not null default ''`,
  `update callback set sort_due = coalesce(due_at, starts_at)`,
];

const INDEXES = [
  `create index callback_by_due on callback (status, kind, sort_due, id)`,
  `create index callback_by_created on callback (status, kind, created_at, id)`,
  `create index callback_by_customer on callback (status, kind, sort_name, id)`,
  `create index callback_of_queue_by_due on callback (queue_id, status, kind, sort_due, id)`,
  `create index callback_of_queue_by_created on callback (queue_id, status, kind, created_at, id)`,
  `create index callback_of_queue_by_customer on callback (queue_id, status, kind, sort_name, id)`,
  // What concerns one agent is little: the other orders are made of it.
  `create index callback_of_assignee_by_due on callback (assignee_id, status, kind, sort_due, id) where assignee_id is not null`,
  `create index callback_of_author_by_due on callback (created_by, status, kind, sort_due, id) where created_by is not null`,
  `create index callback_words on callback using gin (search)`,
  // What has served its time ([PK-92]).
  `create index callback_closed on callback (closed_at) where closed_at is not null`,
];

const BATCH = 1_000;

type Row = {readonly id: string; readonly name: string | null; readonly reason: string; readonly number: string};

/** Of those that are there already. */
async function fill(db: Kysely<never>): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const {rows} = await sql<Row>`
      select id, name, reason, number from callback where id > ${after}::uuid order by id limit ${BATCH}`.execute(db);
    for (const row of rows)
      await sql`
        update callback set sort_name = ${callbackSortName(row)}, search = array_to_tsvector(${callbackTokens(row)}::text[])
        where id = ${row.id}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.id;
  }
}
