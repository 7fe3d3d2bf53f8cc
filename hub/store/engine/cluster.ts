import {randomBytes, randomUUID} from 'node:crypto';
import {chown, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {EngineError} from './engine-error.ts';
import type {EngineBinaries} from './engine-binaries.ts';
import type {EngineFolders} from './engine-folders.ts';
import {unlessMissing} from './file-error.ts';
import {runProgram} from './run-program.ts';
import type {ProcessOwner} from './process-owner.ts';
import {syncPath} from './sync.ts';

/** The database's superuser, whatever the operating system's user is called. */
export const DATABASE_USER = 'cordboard';
const PASSWORD_FILE = 'cordboard-password';

/** Major version the data was written with, or `undefined` where there is no data yet. */
export async function dataMajorVersion(cluster: string): Promise<string | undefined> {
  return (await unlessMissing(readFile(join(cluster, 'PG_VERSION'), 'utf8')))?.trim();
}

/** The password lies inside the cluster, so that data and key are made, moved and backed up as one. */
export async function readPassword(cluster: string): Promise<string> {
  const password = await unlessMissing(readFile(join(cluster, PASSWORD_FILE), 'utf8'));
  if (password !== undefined && password !== '') return password;
  throw new EngineError(
    'engine-start-failed',
    `The database in ${cluster} has no ${PASSWORD_FILE} file, or an empty one: put it back from the backup, or name another folder in CORDBOARD_DATA.`,
  );
}

/** Makes the cluster where there is none. Of two hubs that do so at once one wins, the other drops its draft. */
export async function createCluster(
  engine: EngineBinaries,
  folders: EngineFolders,
  owner: ProcessOwner | undefined,
): Promise<void> {
  const draft = join(folders.data, `draft-${randomUUID()}`);
  const passwordFile = `${draft}-password`;
  try {
    await mkdir(draft, {mode: 0o700});
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), {mode: 0o600});
    if (owner) await Promise.all([draft, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
    await initialise(engine, draft, passwordFile, owner);
    await rename(passwordFile, join(draft, PASSWORD_FILE));
    // What initdb wrote it has written to the disk; the password is ours.
    await syncPath(join(draft, PASSWORD_FILE));
    await syncPath(draft);
    await rename(draft, folders.cluster);
    await syncPath(dirname(folders.cluster));
  } catch (error) {
    await Promise.all([draft, passwordFile].map((path) => rm(path, {recursive: true, force: true})));
    if ((await dataMajorVersion(folders.cluster)) === undefined) throw error;
  }
}

async function initialise(
  engine: EngineBinaries,
  cluster: string,
  passwordFile: string,
  owner: ProcessOwner | undefined,
): Promise<void> {
  const result = await runProgram(
    join(engine.folder, 'bin', 'initdb'),
    [
      `--pgdata=${cluster}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in provider sorts alike on every machine and after every system update, so indexes stay valid.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    {cwd: cluster, owner},
  );
  if (result.exitCode === 0) return;
  throw new EngineError(
    'engine-init-failed',
    `The database could not be created in ${cluster}: ${result.output.trim()}`,
  );
}
