import {type TaskLog, describe} from './repeating-task.ts';

const EVERY_MS = 1_000;

/**
 * Does what has to be done even if the database is away just now: at once, and each second again until it is done. What a hub that
 * ends still owes, the others do.
 */
export class KeepTrying {
  readonly #log: TaskLog;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(log: TaskLog) {
    this.#log = log;
  }

  /** Never rejects. @param body safe to do twice, and later than it was asked for */
  async do(body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      this.#log.error({error: describe(error)}, 'what has to be done could not be done and is tried again');
      this.#later(body);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #later(body: () => Promise<void>): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const running = this.do(body).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }, EVERY_MS);
    this.#timers.add(timer);
  }
}
