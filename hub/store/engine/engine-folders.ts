import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmod, chown, lstat, mkdir, readdir, realpath, rm, stat} from 'node:fs/promises';
import {homedir, platform, tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {EngineError} from './engine-error.ts';
import {systemCode, unlessMissing} from './file-error.ts';
import type {ProcessOwner} from './process-owner.ts';

/** PostgreSQL puts this name into the socket folder; the whole path must fit into `sockaddr_un` (104 bytes on macOS). */
const SOCKET_FILE = '/.s.PGSQL.5432';
const MAX_SOCKET_PATH_BYTES = 100;
const DRAFT_LIFE_MS = 60 * 60 * 1000;

/** Where everything of one embedded database lies. */
export interface EngineFolders {
  readonly data: string;
  /** The cluster itself, PostgreSQL's PGDATA. */
  readonly cluster: string;
  /** Kept copies of the engine, one folder a version. */
  readonly engines: string;
  readonly socket: string;
  readonly log: string;
}

/** The data folder where none is given: `CORDBOARD_DATA`, else the system's place for root, else the user's. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['CORDBOARD_DATA']) return resolve(env['CORDBOARD_DATA']);
  if (platform() === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'cordboard');
  if (process.getuid?.() === 0) return '/var/lib/cordboard';
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'cordboard');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'cordboard');
}

/**
 * Makes the folders below a data folder, and proves that the engine's user can reach them. A socket path that would be
 * too long moves to the system's temporary folder.
 */
export async function prepareFolders(
  dataDir: string,
  socketDir: string | undefined,
  owner: ProcessOwner | undefined,
): Promise<EngineFolders> {
  const data = await makeDataFolder(resolve(dataDir), owner);
  const folders: EngineFolders = {
    data,
    cluster: join(data, 'postgres'),
    engines: join(data, 'engine'),
    socket: shortEnough(socketDir ?? join(data, 'socket'), data),
    log: join(data, 'postgres.log'),
  };
  await mkdir(folders.engines, {recursive: true});
  await chmod(folders.engines, 0o755);
  await prepareSocketFolder(folders.socket, owner);
  await Promise.all([removeOldDrafts(folders.data), removeOldDrafts(folders.engines)]);
  return folders;
}

/** The folder's one true path: a server found by another spelling would look like somebody else's. */
async function makeDataFolder(folder: string, owner: ProcessOwner | undefined): Promise<string> {
  if ((await unlessMissing(stat(folder))) === undefined) {
    await makeParents(dirname(folder));
    await mkdir(folder, {recursive: true, mode: 0o700});
    if (owner) await openToGroup(folder, owner);
  }
  if (owner) refuseUnreachable(folder, owner);
  return realpath(folder);
}

function shortEnough(folder: string, data: string): string {
  if (Buffer.byteLength(folder + SOCKET_FILE) <= MAX_SOCKET_PATH_BYTES) return folder;
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
  return join(tmpdir(), `cordboard-${hash}`);
}

/** A hub that was killed while it copied or created leaves its draft; one that is at work has touched it just now. */
async function removeOldDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('draft-')) continue;
    const draft = await unlessMissing(stat(join(folder, name)));
    if (draft && Date.now() - draft.mtimeMs > DRAFT_LIFE_MS)
      await rm(join(folder, name), {recursive: true, force: true});
  }
}

/** Folders we make on the way can be passed by everybody, whatever the umask: the last one is the private one. */
async function makeParents(folder: string): Promise<void> {
  const first = await mkdir(folder, {recursive: true});
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
}

async function openToGroup(folder: string, owner: ProcessOwner): Promise<void> {
  await chown(folder, 0, owner.gid);
  await chmod(folder, 0o750);
}

function refuseUnreachable(folder: string, owner: ProcessOwner): void {
  const probe = spawnSync('test', ['-x', folder], {uid: owner.uid, gid: owner.gid, cwd: '/'});
  if (probe.status === 0) return;
  throw new EngineError(
    'engine-folder-unreachable',
    `The database runs as the user "${owner.name}", who cannot enter ${folder}: open the folders above it for that user, or name another folder in CORDBOARD_DATA.`,
    {cause: probe.error},
  );
}

/** The temporary folder is everybody's: a socket folder somebody else laid out there would hand them the connection. */
async function prepareSocketFolder(folder: string, owner: ProcessOwner | undefined): Promise<void> {
  const uid = owner?.uid ?? process.getuid?.();
  try {
    await mkdir(folder, {mode: 0o700});
    if (owner) await chown(folder, owner.uid, owner.gid);
    return;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  const found = await lstat(folder);
  const foreign = uid !== undefined && (found.uid !== uid || (found.mode & 0o077) !== 0);
  if (found.isDirectory() && !foreign) return;
  throw new EngineError(
    'engine-folder-unreachable',
    `${folder} must be a folder that only the database's own user can enter: remove it and start again.`,
  );
}
