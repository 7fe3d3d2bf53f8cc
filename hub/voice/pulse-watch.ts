type Given = {
  /** @returns whether there was an answer */
  readonly ask: () => Promise<boolean>;
  readonly onHung: () => void;
  /** For how long, since it was started, the process has waited for a processor to run on; 0 where nobody can say. */
  readonly waitedMs?: () => number;
  readonly log: {error(fields: object, sentence: string): void};
  /** A monotonic clock in milliseconds. Default: the platform's. */
  readonly nowMs?: () => number;
};

const LOOK_EVERY_MS = 200;

/** A look that comes this late, or a process that waited this long to run, tells that the machine is short of time. */
const LATE_MS = 100;

/** Looks without an answer, one after the other, that make a process hung: most of a second, in which it sent no sound either. */
const HUNG_AFTER_LOOKS = 4;

/** So many it may take that has just taken over, and has everybody joining at once, or that the machine leaves no time. */
const NEW_FOR_MS = 10_000;
const PATIENT_LOOKS = 40;

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
  #lastWaitedMs = 0;
  #asking = false;
  /** Looks in a row without an answer, and those of them at which it had the time for one. */
  #missed = 0;
  #idle = 0;

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
    const waitedMs = this.#given.waitedMs?.() ?? 0;
    const starvedMs = waitedMs - this.#lastWaitedMs;
    this.#lastLookMs = nowMs;
    this.#lastWaitedMs = waitedMs;
    if (!this.#asking) return void this.#ask();
    if (lateMs > LATE_MS) return;
    this.#missed += 1;
    if (starvedMs < LATE_MS && nowMs >= this.#newUntilMs) this.#idle += 1;
    if (this.#idle < HUNG_AFTER_LOOKS && this.#missed < PATIENT_LOOKS) return;
    this.stop();
    this.#given.onHung();
  }

  /** One question at a time; an answer that never comes ends in the question's own deadline and counts on. */
  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      if (await this.#given.ask()) [this.#missed, this.#idle] = [0, 0];
    } catch (error) {
      this.#given.log.error({error: error instanceof Error ? error.name : 'unknown'}, 'the pulse could not be felt');
    }
    this.#asking = false;
  }
}
