import {createWriteStream} from 'node:fs';
import {open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {type Kysely, sql} from 'kysely';
import type {Tables} from '../store/tables.ts';
import {BackupError, mark} from './backup-format.ts';
import {storedTables} from './stored-tables.ts';

export type BackupSummary = {readonly tables: number; readonly rows: number};

const BATCH = 1_000;

/**
 * Writes all that the hubs keep into one file, as it was at one moment, while they go on working: one transaction that
 * sees nothing of what is decided after its beginning, and locks nobody.
 * @throws {BackupError} when there is such a file already, or it cannot be written
 */
export async function writeBackup(db: Kysely<Tables>, path: string): Promise<BackupSummary> {
  const draft = `${path}.part`;
  await refuseExisting(path);
  const summary = {tables: 0, rows: 0};
  try {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        // Longer than a decision may take, which the pool's limits are for.
        await sql`set local statement_timeout = 0`.execute(tx);
        await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
        await pipeline(
          Readable.from(linesOf(tx, summary)),
          createGzip(),
          createWriteStream(draft, {mode: 0o600, flags: 'w'}),
        );
      });
    await sync(draft);
    await rename(draft, path);
    await sync(dirname(path));
  } catch (error) {
    await rm(draft, {force: true});
    throw error;
  }
  return summary;
}

async function* linesOf(tx: Kysely<Tables>, summary: {tables: number; rows: number}): AsyncGenerator<string> {
  const {rows: migrations} = await sql<{name: string}>`select name from kysely_migration order by name`.execute(tx);
  const schema = migrations.map(({name}) => name);
  yield mark({format: 'cordboard-backup', version: 1, takenAt: new Date().toISOString(), schema});
  for (const table of await storedTables(tx)) {
    yield mark({table});
    summary.tables += 1;
    await sql`declare backup_rows no scroll cursor for select to_jsonb(t)::text as json from ${sql.table(table)} t`.execute(
      tx,
    );
    for (;;) {
      const {rows} = await sql<{json: string}>`fetch ${sql.lit(BATCH)} from backup_rows`.execute(tx);
      if (rows.length === 0) break;
      summary.rows += rows.length;
      yield rows.map(({json}) => `${json}\n`).join('');
    }
    await sql`close backup_rows`.execute(tx);
  }
  yield mark({end: true, rows: summary.rows});
}

async function refuseExisting(path: string): Promise<void> {
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.close();
    await rm(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const why = code === 'EEXIST' ? 'there is a file of that name already' : `it cannot be written there (${code})`;
    throw new BackupError(`${why}.`, {cause});
  }
}

/** A backup is one when it would outlive a power cut. */
async function sync(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
