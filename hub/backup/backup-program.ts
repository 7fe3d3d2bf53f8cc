import {readStorage} from '../configuration.ts';
import type {HubLog} from '../logger.ts';
import {openConnection} from '../store/database.ts';
import {startEngine} from '../store/engine/index.ts';
import {restoreBackup} from './restore-backup.ts';
import {type BackupSummary, writeBackup} from './write-backup.ts';

export type BackupTask = 'backup' | 'restore';

/**
 * `cordboard-hub backup <file>` and `cordboard-hub restore <file>`, on the database the hub would use: yours, or its
 * own, which may be running and is started for the while if it is not.
 */
export async function runBackup(
  task: BackupTask,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  log: HubLog,
): Promise<BackupSummary> {
  const {databaseUrl, dataDir} = readStorage(environment);
  const engine = databaseUrl === null ? await startEngine({dataDir, logger: log}) : null;
  try {
    const database = await openConnection(engine?.connection ?? {connectionString: databaseUrl ?? ''}, log);
    try {
      return await (task === 'backup' ? writeBackup(database.db, path) : restoreBackup(database.db, path));
    } finally {
      await database.close();
    }
  } finally {
    if (engine?.adopted === false) await engine.stop();
  }
}
