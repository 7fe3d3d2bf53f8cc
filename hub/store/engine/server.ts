import {spawn} from 'node:child_process';
import {open, rename, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {EngineBinaries} from './engine-binaries.ts';
import {EngineError} from './engine-error.ts';
import type {EngineFolders} from './engine-folders.ts';
import {systemCode, unlessMissing} from './file-error.ts';
import {isServerOf} from './pid-file.ts';
import {ENGINE_ENVIRONMENT, runProgram} from './run-program.ts';
import type {ProcessOwner} from './process-owner.ts';

const MAX_LOG_BYTES = 10 * 1024 * 1024;
/** After a fast shutdown's patience the server is told to leave at once; it then recovers at its next start. */
const FAST_SHUTDOWN_MS = 30_000;
const POLL_MS = 20;

/** A server process we started, and its end if that comes before it answers. */
export interface ServerProcess {
  readonly pid: number;
  /** What it logged, once it has ended by itself. */
  readonly ended: Promise<string>;
}

/**
 * Starts the server detached, in a process group of its own: neither a terminal's Ctrl-C nor the hub's death reaches
 * it, so it goes down only in order, or is found again by the next hub.
 */
export async function spawnServer(
  engine: EngineBinaries,
  folders: EngineFolders,
  owner: ProcessOwner | undefined,
): Promise<ServerProcess> {
  await limitLog(folders.log);
  const log = await open(folders.log, 'a', 0o600);
  try {
    const {size: logStart} = await log.stat();
    const child = spawn(join(engine.folder, 'bin', 'postgres'), ['-D', folders.cluster], {
      cwd: folders.cluster,
      detached: true,
      env: ENGINE_ENVIRONMENT,
      stdio: ['ignore', log.fd, log.fd],
      ...(owner ? {uid: owner.uid, gid: owner.gid} : {}),
    });
    child.unref();
    const {promise: ended, resolve} = Promise.withResolvers<string>();
    child.once('exit', () => resolve(lastWords(folders.log, logStart)));
    child.once('error', (error) => resolve(error.message));
    return {pid: child.pid ?? 0, ended};
  } finally {
    await log.close();
  }
}

/** Shuts the server down: connections are ended, open transactions roll back, everything committed is on disk. */
export async function stopServer(pid: number, engine: EngineBinaries, folders: EngineFolders): Promise<void> {
  if (process.platform === 'win32') {
    await runProgram(join(engine.folder, 'bin', 'pg_ctl'), ['stop', '-m', 'fast', '-D', folders.cluster], {
      cwd: folders.data,
      owner: undefined,
    });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!(await isServerOf(pid, folders.cluster))) return;
    sendSignal(pid, signal);
    if (await isGone(pid, folders.cluster)) return;
  }
  throw new EngineError('engine-start-failed', `The database process ${pid} does not end: end it by hand.`);
}

async function isGone(pid: number, cluster: string): Promise<boolean> {
  const giveUpAt = performance.now() + FAST_SHUTDOWN_MS;
  while (performance.now() < giveUpAt) {
    if (!(await isServerOf(pid, cluster))) return true;
    await delay(POLL_MS);
  }
  return false;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself between the look and the signal.
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}

async function limitLog(path: string): Promise<void> {
  const found = await unlessMissing(stat(path));
  if (found && found.size > MAX_LOG_BYTES) await rename(path, `${path}.1`);
}

/** What the server wrote before it ended. On a disk that is full or dead there is nothing to read, which is an answer too. */
async function lastWords(path: string, position: number): Promise<string> {
  try {
    return await readFrom(path, position);
  } catch (error) {
    return `its log cannot be read (${systemCode(error)})`;
  }
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const {size} = await file.stat();
    const {buffer, bytesRead} = await file.read({buffer: Buffer.alloc(Math.max(0, size - position)), position});
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}
