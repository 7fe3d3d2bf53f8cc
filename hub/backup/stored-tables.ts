import {type Kysely, sql} from 'kysely';
import type {Tables} from '../store/tables.ts';
import {BackupError} from './backup-format.ts';

/** The migrator's own: a restored database gets them by migrating. */
const MIGRATORS = ['kysely_migration', 'kysely_migration_lock'];

/** What is to be gone within the hour is in no file that is kept ([EM-30]). Which numbers rest is no secret, and is. */
export const FORGOTTEN: readonly string[] = [
  'agent_emergency',
  'emergency_call',
  'emergency_description',
  'emergency_mail',
];

/** The hub's tables, each after those its rows refer to. */
export async function storedTables(db: Kysely<Tables>): Promise<readonly string[]> {
  const {rows: tables} = await sql<{name: string}>`
    select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
      and c.relname <> all(${[...MIGRATORS, ...FORGOTTEN]}) order by c.relname`.execute(db);
  const {rows: references} = await sql<{from: string; to: string}>`
    select distinct f.relname as "from", t.relname as "to" from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid and f.relnamespace = current_schema()::regnamespace`.execute(
    db,
  );
  return inOrder(
    tables.map(({name}) => name),
    references,
  );
}

export function inOrder(
  tables: readonly string[],
  references: readonly {readonly from: string; readonly to: string}[],
): readonly string[] {
  const ordered: string[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const free = left.filter((name) => !references.some(({from, to}) => from === name && left.includes(to)));
    if (free.length === 0) throw new BackupError(`these tables refer to each other in a circle: ${left.join(', ')}.`);
    ordered.push(...free);
    left = left.filter((name) => !free.includes(name));
  }
  return ordered;
}

/** Columns that number themselves; after rows were put in, they go on behind the highest. */
export async function numberedColumns(db: Kysely<Tables>): Promise<readonly {table: string; column: string}[]> {
  const {rows} = await sql<{table: string; column: string}>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and (is_identity = 'YES' or column_default like 'nextval(%')`.execute(db);
  return rows;
}
