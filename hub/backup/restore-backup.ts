import {createReadStream} from 'node:fs';
import {createInterface} from 'node:readline';
import {createGunzip} from 'node:zlib';
import {type Kysely, type Transaction, sql} from 'kysely';
import {MIGRATION_NAMES, NewerSchemaError, migrate} from '../store/migrator.ts';
import type {Tables} from '../store/tables.ts';
import {BackupError, type BackupHeader, type BackupLine, readLine} from './backup-format.ts';
import type {BackupSummary} from './write-backup.ts';
import {FORGOTTEN, numberedColumns, storedTables} from './stored-tables.ts';

const BATCH = 500;

/**
 * Puts a backup into an empty database, whole or not at all: the schema as it was then, every row, and numbering that goes
 * on where it was. The processes of that time are gone, and are marked so. A hub that starts there brings the schema up
 * to date.
 * @throws {BackupError} the file is no whole backup, or the database is not empty
 * @throws {NewerSchemaError} the backup is a newer hub's
 */
export async function restoreBackup(db: Kysely<Tables>, path: string): Promise<BackupSummary> {
  await refuseUsed(db);
  const lines = linesOf(path);
  const {value: first} = await lines.next();
  if (first?.kind !== 'header') throw new BackupError('the file is no backup that this hub can read.');
  await migrate(db, lastOf(first.header));
  return db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    const summary = await withoutTriggers(tx, () => putBack(tx, lines));
    for (const {table, column} of await numberedColumns(tx)) {
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
        coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(tx);
    }
    await sayGoodbye(tx);
    return summary;
  });
}

function lastOf({schema}: BackupHeader): string {
  const last = schema.at(-1);
  if (last === undefined || schema.some((name) => !MIGRATION_NAMES.includes(name))) throw new NewerSchemaError();
  return last;
}

async function refuseUsed(db: Kysely<Tables>): Promise<void> {
  const {rows} = await sql`select 1 from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
    limit 1`.execute(db);
  if (rows.length > 0) throw new BackupError('its database must be empty, and is not.');
}

/** What triggers would write is in the backup too. References between rows are checked all the same. */
async function withoutTriggers<T>(tx: Transaction<Tables>, work: () => Promise<T>): Promise<T> {
  const {rows} = await sql<{name: string}>`
    select distinct relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and relnamespace = current_schema()::regnamespace`.execute(tx);
  for (const {name} of rows) await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx);
  const result = await work();
  // What is to be checked at the end of the transaction is checked now: a table with such a check open is not altered.
  await sql`set constraints all immediate`.execute(tx);
  for (const {name} of rows) await sql`alter table ${sql.table(name)} enable trigger user`.execute(tx);
  return result;
}

async function putBack(tx: Transaction<Tables>, lines: AsyncGenerator<BackupLine>): Promise<BackupSummary> {
  // An older backup names them, without a row.
  const known = [...(await storedTables(tx)), ...FORGOTTEN];
  const seen = new Set<string>();
  let table: string | null = null;
  let batch: string[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (table !== null && batch.length > 0) await insert(tx, table, batch);
    rows += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    if (line.kind === 'row') {
      if (table === null) throw new BackupError('the file is damaged: it has a row before its first table.');
      batch.push(line.json);
      if (batch.length === BATCH) await flush();
      continue;
    }
    await flush();
    if (line.kind === 'table') {
      if (!known.includes(line.table)) throw new BackupError(`the file is damaged: no table is called ${line.table}.`);
      table = line.table;
      seen.add(table);
    }
    if (line.kind === 'end' && line.rows === rows) return {tables: seen.size, rows};
    if (line.kind === 'end') break;
  }
  throw new BackupError('the file is damaged: its end is missing.');
}

async function insert(tx: Transaction<Tables>, table: string, rows: readonly string[]): Promise<void> {
  try {
    await sql`insert into ${sql.table(table)} overriding system value
      select (jsonb_populate_record(null::${sql.table(table)}, row::jsonb)).* from unnest(${rows}::text[]) as row`.execute(
      tx,
    );
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new BackupError(`the file is damaged: a row of ${table} cannot be put back${code}.`, {cause});
  }
}

/** Whoever was connected then is not connected now. */
async function sayGoodbye(tx: Transaction<Tables>): Promise<void> {
  await tx.deleteFrom('agent_session').execute();
  await tx.updateTable('phone').set({hub_id: null}).execute();
  // The emergencies that held them are in no backup; who was given one may be rung there for a while yet.
  if (await hasTable(tx, 'emergency_number'))
    await sql`update emergency_number set held = false, rests_until = now() + interval '12 hours' where held`.execute(
      tx,
    );
  // Nor is what put off a wrap-up: one without a timer would last for ever.
  await sql`insert into timer (kind, subject, due_at)
    select 'wrap-up', contact_id || '/' || agent_id, greatest(wrap_up_deadline_at, now() + interval '15 seconds')
    from participant where status = 'wrap-up' on conflict do nothing`.execute(tx);
  await sql`update hub_process set stopped_at = coalesce(stopped_at, now())`.execute(tx);
  await sql`update media_process set gone_at = coalesce(gone_at, now())`.execute(tx);
}

/** A backup is put back in the schema it was made from. */
async function hasTable(tx: Transaction<Tables>, name: string): Promise<boolean> {
  const {rows} = await sql<{there: boolean}>`select to_regclass(${name}) is not null as there`.execute(tx);
  return rows[0]?.there === true;
}

async function* linesOf(path: string): AsyncGenerator<BackupLine> {
  const file = createReadStream(path);
  const text = createGunzip();
  // An error of the file is the text's, which is what is read.
  file.on('error', (cause) => text.destroy(cause));
  try {
    for await (const line of createInterface({input: file.pipe(text), crlfDelay: Infinity})) yield readLine(line);
  } catch (cause) {
    throw cause instanceof BackupError || !(cause instanceof Error) ? cause : unreadable(cause);
  } finally {
    file.destroy();
    text.destroy();
  }
}

function unreadable(cause: Error): BackupError {
  const code = 'code' in cause ? String(cause.code) : 'unknown';
  const damaged = code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
  return new BackupError(damaged ? 'the file is damaged or no backup.' : `the file cannot be read (${code}).`, {cause});
}
