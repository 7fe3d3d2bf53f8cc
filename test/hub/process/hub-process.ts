/** Runs `hub/main.ts` as its users do: a process of its own, with the database and the media process it brings along. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import {Inbox} from '../../support/desk-client.ts';
import {AUDIENCE, SCOPE, type TestIssuer} from '../../support/test-hub.ts';

const MAIN = fileURLToPath(new URL('../../../hub/main.ts', import.meta.url));
const ORGANISATION = fileURLToPath(new URL('../../support/organisation.json', import.meta.url));
const READY_WITHIN_MS = 60_000;

export type LogLine = Readonly<Record<string, unknown>> & {readonly msg?: string};

export type HubProcess = {
  readonly url: string;
  readonly lines: readonly LogLine[];
  readonly child: ChildProcess;
  /** The first line of its log with this message from place `from` on, now or when it comes. */
  line(message: string, from: number): Promise<LogLine>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Sends a signal and waits for the end. @returns the exit code */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

/** Starts a hub. @param until the line of its log to wait for */
export async function runHub(
  dataDir: string,
  issuer: TestIssuer,
  port = '0',
  until = 'the hub is ready',
  env: Readonly<Record<string, string>> = {},
): Promise<HubProcess> {
  // Another build of the program, such as the packed one.
  const child = spawn(process.execPath, [env['CORDBOARD_TEST_PROGRAM'] ?? MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CORDBOARD_HOST: '127.0.0.1',
      CORDBOARD_PORT: port,
      CORDBOARD_DATA: dataDir,
      CORDBOARD_ISSUER: issuer.issuer,
      CORDBOARD_JWKS_URL: issuer.jwksUrl,
      CORDBOARD_AUDIENCE: AUDIENCE,
      CORDBOARD_SCOPE: SCOPE,
      CORDBOARD_ALLOWED_ORIGINS: 'http://desk.test',
      CORDBOARD_TRUNK: 'simulated',
      CORDBOARD_ORGANISATION: ORGANISATION,
      CORDBOARD_MEDIA_LOOPBACK: '1',
      DATABASE_URL: '',
      ...env,
    },
  });
  const lines: LogLine[] = [];
  const inbox = new Inbox<LogLine>();
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  const ready = new Promise<LogLine>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the hub was not ready in time')), READY_WITHIN_MS);
    createInterface({input: child.stdout}).on('line', (text) => {
      const line: LogLine = JSON.parse(text);
      lines.push(line);
      inbox.add(line);
      if (line.msg !== until) return;
      clearTimeout(limit);
      resolve(line);
    });
    void ended.then(() => {
      clearTimeout(limit);
      reject(new Error(`the hub ended early: ${complaint}`));
    });
  });
  const {port: bound} = await ready;
  return {
    url: `http://127.0.0.1:${String(bound)}`,
    lines,
    child,
    ended,
    line: (message, from) => inbox.find(message, (line) => line.msg === message, from),
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Numbers of the database's and the media process, from what they leave in the data folder. */
export async function pidsOf(dataDir: string): Promise<{database: number; media: number}> {
  const [first = ''] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const record: {pid: number} = JSON.parse(await readFile(join(dataDir, 'run', 'media.json'), 'utf8'));
  return {database: Number(first), media: record.pid};
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process is gone. Looks, since nothing tells a process that is no child of ours has ended. */
export async function gone(pid: number, withinMs = 10_000): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (isAlive(pid) && performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
  return !isAlive(pid);
}
