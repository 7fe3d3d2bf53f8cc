import {randomUUID} from 'node:crypto';
import {spawnSync} from 'node:child_process';
import {chown, link, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {EngineFolders} from './engine-folders.ts';
import {systemCode, unlessMissing} from './file-error.ts';
import type {Listening} from './settings.ts';

/** What `postmaster.pid` says; PostgreSQL writes it line by line while it starts. */
export interface PidFile {
  readonly text: string;
  readonly pid: number;
  readonly listening: Listening | undefined;
}

/** Reads the cluster's `postmaster.pid`; `undefined` where no server has left one. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await unlessMissing(readFile(join(cluster, 'postmaster.pid'), 'utf8'));
  if (text === undefined) return undefined;
  const [pid, , , port, socket, address] = text.split('\n');
  const host = socket || address;
  return {text, pid: Number(pid) || 0, listening: host && port ? {host, port: Number(port)} : undefined};
}

/** Whether a process runs under this number, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Whether the process of this number is the server of this cluster, and not a later process that got the number. */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return (await linuxArguments(pid)).includes(cluster);
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], {encoding: 'utf8'}).stdout.includes(cluster);
}

async function linuxArguments(pid: number): Promise<readonly string[]> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  } catch (error) {
    // It ended between the look and the read.
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return [];
    throw error;
  }
}

/**
 * Takes a dead server's marks away where PostgreSQL itself would stop at them: an empty pid file after a power cut, or
 * a number that another process has now. The line that names the shared memory is kept, because with it PostgreSQL
 * notices back ends that outlived their server.
 */
export async function retirePidFile(folders: EngineFolders, seen: PidFile): Promise<void> {
  const path = join(folders.cluster, 'postmaster.pid');
  const aside = `${path}.${randomUUID()}`;
  const owner = await unlessMissing(stat(path));
  if (!owner || !(await unlessMissing(rename(path, aside).then(() => true)))) return;
  const taken = await readFile(aside, 'utf8');
  if (taken !== seen.text) {
    // Another hub has started a server in between: its file goes back.
    await link(aside, path);
  } else {
    await rm(join(folders.socket, '.s.PGSQL.5432.lock'), {force: true});
    if (taken.trim() !== '') await writeRetired(path, taken, owner);
  }
  await rm(aside, {force: true});
}

async function writeRetired(path: string, text: string, owner: {uid: number; gid: number}): Promise<void> {
  const [, ...rest] = text.split('\n');
  await writeFile(path, [deadProcessNumber(), ...rest].join('\n'), {flag: 'wx', mode: 0o600});
  await chown(path, owner.uid, owner.gid);
}

/** The number of a process that has just ended; numbers come round only after many more processes. */
function deadProcessNumber(): number {
  return spawnSync(process.execPath, ['--version'], {stdio: 'ignore'}).pid;
}
