import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {DemoError} from './ports.ts';

export type HubProcessOptions = {
  /** The hub's program. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly readyUrl: string;
  /** One line for the person at the keyboard. */
  readonly say: (line: string) => void;
  /** How long the hub may take to end in order; shorter in tests. */
  readonly stopDeadlineMs?: number;
};

/** Ends the hub in order when this process was killed and could not do it. */
const END_WITH_PARENT = new URL('../scripts/end-with-parent.mjs', import.meta.url).href;
const READY_POLL_MS = 150;
/** The first start makes a database. */
const READY_DEADLINE_MS = 90_000;
const STOP_DEADLINE_MS = 10_000;
const RESTART_FIRST_MS = 250;
const RESTART_LONGEST_MS = 10_000;
/** A hub that lived this long is taken to be sound: the next restart is quick again. */
const SOUND_AFTER_MS = 30_000;

/**
 * The hub as a child process that is started again whenever it dies. Nothing is lost by that: what it has promised
 * stands in PostgreSQL, and calls live in the media process.
 *
 *   start ──▶ running ──(dies)──▶ waiting ──(backoff)──▶ running …        any ──stop──▶ stopped
 *     └──(ends by itself before it was ever ready)──▶ refused
 */
export class HubProcess {
  readonly #options: HubProcessOptions;
  #child: ChildProcess | null = null;
  #restartTimer: NodeJS.Timeout | null = null;
  #failures = 0;
  #stopped = false;
  #wasReady = false;
  /** The hub ended before it was ever ready, with a sentence of its own: starting it again would say the same again. */
  #refused = false;

  constructor(options: HubProcessOptions) {
    this.#options = options;
  }

  /** Changes with each restart; null between two. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Resolves when the hub takes calls. */
  async start(): Promise<void> {
    this.#spawn();
    await this.waitUntilReady();
  }

  async waitUntilReady(): Promise<void> {
    const giveUpAt = Date.now() + READY_DEADLINE_MS;
    while (!(await this.#isReady())) {
      if (this.#stopped) throw new DemoError('The demo was ended before the hub was ready.');
      if (this.#refused)
        throw new DemoError('The demo cannot start without its hub, which has said above why it does not.');
      if (Date.now() > giveUpAt)
        throw new DemoError(`The hub was not ready after ${READY_DEADLINE_MS / 1000} s: see its messages above.`);
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    this.#wasReady = true;
  }

  /** Lets the hub finish; kills it when it does not. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const escalation = setTimeout(() => child.kill('SIGKILL'), this.#options.stopDeadlineMs ?? STOP_DEADLINE_MS);
    await exited;
    clearTimeout(escalation);
  }

  async #isReady(): Promise<boolean> {
    if (this.#child === null) return false;
    // Refused while it starts, which is what we are waiting out.
    const response = await fetch(this.#options.readyUrl, {signal: AbortSignal.timeout(2_000)}).catch(() => null);
    await response?.body?.cancel();
    return response?.ok ?? false;
  }

  #spawn(): void {
    const startedAt = Date.now();
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, this.#options.program], {
      env: {...process.env, ...this.#options.env},
      // A Ctrl-C in the terminal reaches only us; the hub gets its SIGTERM in order.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.once('error', (error) => this.#ended(startedAt, error.message));
    child.once('exit', (code, signal) => {
      this.#refused = !this.#wasReady && code === 1;
      this.#ended(startedAt, signal ?? `code ${code}`);
    });
  }

  #ended(startedAt: number, how: string): void {
    this.#child = null;
    if (this.#stopped || this.#refused || this.#restartTimer !== null) return;
    this.#failures = Date.now() - startedAt > SOUND_AFTER_MS ? 0 : this.#failures + 1;
    const waitMs = Math.min(RESTART_LONGEST_MS, RESTART_FIRST_MS * 2 ** Math.max(0, this.#failures - 1));
    this.#options.say(
      `The hub ended (${how}); it starts again in ${(waitMs / 1000).toFixed(1)} s. Calls go on meanwhile.`,
    );
    this.#restartTimer = setTimeout(() => {
      this.#restartTimer = null;
      this.#spawn();
    }, waitMs);
  }
}
