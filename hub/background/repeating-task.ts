import {AsyncResource} from 'node:async_hooks';

export type TaskLog = {error(fields: object, message: string): void};

/**
 * Runs a task once an interval and whenever it is woken, never twice at the same time. A wake-up during a run leads to
 * one more run. A failure is logged and the next run comes all the same: the work is in the database, nothing is lost.
 */
export class RepeatingTask {
  readonly #name: string;
  readonly #everyMs: number;
  readonly #run: () => Promise<void>;
  readonly #log: TaskLog;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(task: {name: string; everyMs: number; run: () => Promise<void>; log: TaskLog}) {
    this.#name = task.name;
    this.#everyMs = task.everyMs;
    // Whatever woke it is over when it runs again: its traces are no place for this.
    this.#run = AsyncResource.bind(task.run);
    this.#log = task.log;
  }

  start(): void {
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = this.#once();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  async #once(): Promise<void> {
    try {
      await this.#run();
    } catch (error) {
      this.#log.error({task: this.#name, error: describe(error)}, 'a background task failed and will run again');
    }
    this.#running = null;
    if (this.#stopped) return;
    if (this.#again) {
      this.#again = false;
      this.wake();
    } else {
      this.#timer = setTimeout(() => this.wake(), this.#everyMs);
    }
  }
}

/** What may be logged of an error: its kind and code. A database's message can quote a row. */
export function describe(error: unknown): {type: string; code: string | null; stack: string | null} {
  if (!(error instanceof Error)) return {type: typeof error, code: null, stack: null};
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return {type: error.name, code, stack: frames.slice(0, 6).join(' ')};
}
