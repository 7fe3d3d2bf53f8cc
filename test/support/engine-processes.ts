import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, readdir, readlink, realpath} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {EngineConnection, EngineLogger} from '../../hub/store/engine/index.ts';

/** A process that started or adopted a database, as a hub would. */
export interface Starter {
  readonly pid: number;
  readonly connection: EngineConnection;
  readonly adopted: boolean;
  readonly serverPid: number;
  readonly ended: Promise<void>;
  /** Kills it without a chance to clean up. */
  kill(): Promise<void>;
}

/** Starts such a process in a process group of its own, optionally as another user, and waits for its database. */
export async function runStarter(
  dataDir: string,
  user?: {readonly uid: number; readonly gid: number},
): Promise<Starter> {
  const program = fileURLToPath(new URL('./start-engine-and-wait.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    ...user,
  });
  const ended = once(child, 'close').then(() => undefined);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const firstLine = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const line = await Promise.race([firstLine, ended]);
  if (line === undefined) throw new Error(`The starter ended early: ${complaint}`);
  return {
    ...JSON.parse(line),
    pid: child.pid ?? 0,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Numbers of the servers that run on a data folder. */
export async function serversOf(dataDir: string): Promise<readonly number[]> {
  const cluster = `${await realpath(dataDir)}/postgres`;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => ({pid: Number(pid), args: (await commandLine(pid)).split('\0')})),
  );
  return commands.filter(({args}) => args.includes('-D') && args.includes(cluster)).map(({pid}) => pid);
}

/** A process may end while it is looked at. */
function commandLine(pid: string): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

/** A logger that remembers its messages. */
export function recordingLogger(): EngineLogger & {readonly messages: readonly string[]} {
  const messages: string[] = [];
  return {
    messages,
    info: (_fields, message) => void messages.push(message),
    warn: (_fields, message) => void messages.push(message),
  };
}

/** Waits until no server process of a data folder is left, back ends included. */
export async function waitUntilGone(dataDir: string): Promise<void> {
  const cluster = `${await realpath(dataDir)}/postgres`;
  for (;;) {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
    if (!folders.includes(cluster)) return;
    await nextTurn();
  }
}

/** Whether another user can read this checkout and its Node, which a clone below a private home folder forbids. */
export async function canReachCheckout(user: {readonly uid: number; readonly gid: number}): Promise<boolean> {
  const child = spawn(process.execPath, ['--check', fileURLToPath(import.meta.url)], {
    cwd: '/',
    stdio: 'ignore',
    ...user,
  });
  const [outcome] = await Promise.race([once(child, 'exit'), once(child, 'error')]);
  return outcome === 0;
}
