import {readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {setTimeout as wait} from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
const GONE_WITHIN_MS = 2_000;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process has the number now, so ours is gone as well.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** For how long a process has waited for a processor, by the system's own count; 0 where there is none. */
export function waitedMs(pid: number): number {
  if (process.platform !== 'linux') return 0;
  try {
    const [, waitedNs] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return Number(waitedNs ?? 0) / 1e6;
  } catch (error) {
    // It has ended, or the system does not count.
    if (error instanceof Error && 'code' in error) return 0;
    throw error;
  }
}

/** Ends a process that holds its socket and does not answer, and waits until the system has taken it away. */
export async function endHung(pid: number, socketPath: string): Promise<void> {
  if (!isAlive(pid) || !(await isMediaProcess(pid, socketPath))) return;
  process.kill(pid, 'SIGKILL');
  const until = performance.now() + GONE_WITHIN_MS;
  while (isAlive(pid) && performance.now() < until) await wait(LOOK_EVERY_MS);
}

/** A number may be another program's by now. Where that cannot be looked up, the held socket has to do. */
async function isMediaProcess(pid: number, socketPath: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.split('\0').includes(socketPath);
}
