/** Folders and media processes for a test, all gone at its end. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {MediaProcess} from '../../../hub/voice/media-client.ts';

export const secret = 'a secret for tests only';

/** Short, because a socket's path lives in it. */
export async function withRunDir(body: (runDir: string) => Promise<void>): Promise<void> {
  const runDir = await mkdtemp(join(tmpdir(), 'cbm-'));
  try {
    await body(runDir);
  } finally {
    await rm(runDir, {recursive: true, force: true, maxRetries: 10});
  }
}

/** Ends a process by its id, if it still lives. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Starts a media process from a program that is then killed with SIGKILL, as a hub may be. */
export async function startByDoomedParent(runDir: string): Promise<{readonly pid: number; readonly processId: string}> {
  const script = new URL('./start-media.ts', import.meta.url).pathname;
  const parent = spawn(process.execPath, [script, runDir, secret], {stdio: ['ignore', 'pipe', 'inherit']});
  try {
    const [line] = await once(createInterface({input: parent.stdout}), 'line', {signal: AbortSignal.timeout(15_000)});
    return JSON.parse(String(line));
  } finally {
    const ended = once(parent, 'close');
    parent.kill('SIGKILL');
    await ended;
  }
}

/** The next event of a kind. Ask before causing it. */
export function nextEvent(media: MediaProcess, event: 'reconnected' | 'disconnected' | 'gone'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no "${event}" in 5 s`)), 5000);
    const off = media.on(event, (value) => {
      clearTimeout(timer);
      off();
      resolve(value);
    });
  });
}
