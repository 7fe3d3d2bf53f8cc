type Given = {
  /** @returns whether there was an answer */
  readonly ask: () => Promise<boolean>;
  readonly onHung: () => void;
  readonly log: {error(fields: object, sentence: string): void};
  /** A monotonic clock in milliseconds. Default: the platform's. */
  readonly nowMs?: () => number;
};

const LOOK_EVERY_MS = 200;

/** A look that comes this late tells that the machine is short of time, not what the process does. */
const LATE_MS = 100;

/** Looks without an answer, one after the other, that make a process hung: most of a second, in which it sent no sound either. */
const HUNG_AFTER_LOOKS = 4;

/** A process that has just taken over has everybody joining at once: it may take this many. */
const NEW_FOR_MS = 10_000;
const NEW_HUNG_AFTER_LOOKS = 16;

/**
 * Finds out that a process hangs. Looks are counted and not the time: while this process stands still itself, or the whole
 * machine sleeps, none is counted.
 */
export class PulseWatch {
  readonly #given: Given;
  readonly #nowMs: () => number;
  readonly #newUntilMs: number;
  readonly #timer: NodeJS.Timeout;
  #lastLookMs: number;
  #asking = false;
  #missed = 0;

  constructor(given: Given) {
    this.#given = given;
    this.#nowMs = given.nowMs ?? (() => performance.now());
    this.#lastLookMs = this.#nowMs();
    this.#newUntilMs = this.#lastLookMs + NEW_FOR_MS;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const nowMs = this.#nowMs();
    const lateMs = nowMs - this.#lastLookMs - LOOK_EVERY_MS;
    this.#lastLookMs = nowMs;
    if (!this.#asking) return void this.#ask();
    if (lateMs > LATE_MS) return;
    this.#missed += 1;
    if (this.#missed < (nowMs < this.#newUntilMs ? NEW_HUNG_AFTER_LOOKS : HUNG_AFTER_LOOKS)) return;
    this.stop();
    this.#given.onHung();
  }

  /** One question at a time; an answer that never comes ends in the question's own deadline and counts on. */
  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      if (await this.#given.ask()) this.#missed = 0;
    } catch (error) {
      this.#given.log.error({error: error instanceof Error ? error.name : 'unknown'}, 'the pulse could not be felt');
    }
    this.#asking = false;
  }
}
