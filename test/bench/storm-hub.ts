/** A real hub as an operator runs it, in processes of its own: `hub/main.ts`, its PostgreSQL and its media process. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {findFreePorts} from '../../demo/free-ports.ts';
import {isServerOf} from '../../hub/store/engine/pid-file.ts';
import {AUDIENCE, SCOPE, type TestIssuer, startTestIssuer} from '../support/test-hub.ts';
import {cpuSecondsOf} from './process-cpu.ts';

const PROGRAM = fileURLToPath(new URL('../../hub/main.ts', import.meta.url));
const ORGANISATION = fileURLToPath(new URL('../support/organisation.json', import.meta.url));
const READY_LIMIT_MS = 120_000;

export type Costs = {readonly hub: number; readonly postgres: number};

export class RealHub {
  readonly issuer: TestIssuer;
  readonly url: string;
  readonly dataDir: string;
  readonly #origins: string;
  readonly #watcher: readonly string[];
  #child: ChildProcess | null = null;

  private constructor(issuer: TestIssuer, port: number, dataDir: string, origins: string, watcher: readonly string[]) {
    this.issuer = issuer;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
    this.#origins = origins;
    this.#watcher = watcher;
  }

  /**
   * Starts it and waits until it is ready.
   * @param watcher a module that the hub's process loads first, to stamp what it sees
   */
  static async start(origins: string, watcher?: URL): Promise<RealHub> {
    const issuer = await startTestIssuer();
    const dataDir = await mkdtemp(join(tmpdir(), 'cbs-'));
    await chmod(dataDir, 0o755);
    const hub = new RealHub(
      issuer,
      await freePort(),
      dataDir,
      origins,
      watcher === undefined ? [] : ['--import', watcher.href],
    );
    try {
      hub.launch();
      await hub.ready();
    } catch (error) {
      await hub.stop();
      throw error;
    }
    return hub;
  }

  /** The process as it is now: another one after `launch`. */
  get child(): ChildProcess {
    if (this.#child === null) throw new Error('The hub does not run.');
    return this.#child;
  }

  launch(): void {
    const env = {
      ...process.env,
      CORDBOARD_HOST: '127.0.0.1',
      CORDBOARD_PORT: new URL(this.url).port,
      CORDBOARD_DATA: this.dataDir,
      CORDBOARD_RUN_DIR: join(this.dataDir, 'run'),
      CORDBOARD_ISSUER: this.issuer.issuer,
      CORDBOARD_JWKS_URL: this.issuer.jwksUrl,
      CORDBOARD_AUDIENCE: AUDIENCE,
      CORDBOARD_SCOPE: SCOPE,
      CORDBOARD_ALLOWED_ORIGINS: this.#origins,
      CORDBOARD_TRUNK: 'simulated',
      CORDBOARD_ORGANISATION: ORGANISATION,
      CORDBOARD_MEDIA_LOOPBACK: '1',
      CORDBOARD_LOG_LEVEL: 'error',
    };
    this.#child = fork(PROGRAM, [], {
      env,
      execArgv: [...this.#watcher],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  async ready(): Promise<void> {
    const giveUpAt = performance.now() + READY_LIMIT_MS;
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`The hub ended with ${this.child.exitCode}.`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.status === 200) return;
      if (performance.now() > giveUpAt) throw new Error('The hub did not become ready.');
      await pause(50);
    }
  }

  /** As a power cut would: nothing is told, nothing is cleared up. */
  async kill(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  async costs(): Promise<Costs> {
    return {hub: await ownCpuSecondsOf(this.child.pid ?? 0), postgres: await cpuSecondsOf(await this.#postgresPid())};
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await gone;
      clearTimeout(force);
    }
    // What was adopted, or outlived a hub that was forced to end, is no longer needed.
    const pid = await this.#postgresPid().catch(() => 0);
    if (await isServerOf(pid, join(this.dataDir, 'postgres'))) process.kill(pid, 'SIGQUIT');
    await this.issuer.stop();
    await rm(this.dataDir, {recursive: true, force: true, maxRetries: 10, retryDelay: 200});
  }

  async #postgresPid(): Promise<number> {
    const text = await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  }
}

/** Of this process alone: the hub's children are PostgreSQL and the media process. proc(5): utime and stime, in 1/100 s. */
export async function ownCpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(utime) + Number(stime)) / 100;
}

/** The most memory this process ever held, in MB. */
export async function peakMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1_000;
}

/** The same port before and after a restart, so one that the system chose and nobody has. */
export async function freePort(): Promise<number> {
  const [port = 0] = await findFreePorts(1);
  return port;
}
