/** How an attempt ended; `over`: there is nothing left to bring back, or somebody else does it. */
export type Attempt = 'done' | 'failed' | 'over';

/** Waits between two attempts, in milliseconds; the last one is repeated for as long as the leg is wanted. */
const RETRY_MS: readonly number[] = [250, 500, 1_000, 2_000, 4_000];

/**
 * Brings a leg back: waits a moment, tries, and tries again until an attempt succeeds or says that it is over. It never
 * gives up by itself, since the call it belongs to goes on without it.
 */
export class LegRecovery {
  readonly #attempt: () => Promise<Attempt>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;
  /** Raised by `stop`: what was under way before it has nothing more to say. */
  #round = 0;
  #tries = 0;

  constructor(attempt: () => Promise<Attempt>) {
    this.#attempt = attempt;
  }

  /** Begins after this wait, unless it has begun already. */
  begin(waitMs: number): void {
    if (this.#tries > 0 || this.#waiting) {
      if (waitMs === 0) this.hurry();
      return;
    }
    this.#wait(waitMs);
  }

  /** Tries at once if it is waiting; an attempt that is under way is left to end. */
  hurry(): void {
    if (!this.#waiting) return;
    clearTimeout(this.#timer);
    void this.#try(this.#round);
  }

  stop(): void {
    this.#round += 1;
    this.#tries = 0;
    this.#waiting = false;
    clearTimeout(this.#timer);
  }

  #wait(waitMs: number): void {
    const round = this.#round;
    this.#waiting = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#try(round), waitMs);
  }

  async #try(round: number): Promise<void> {
    this.#waiting = false;
    this.#tries += 1;
    const outcome = await this.#attempt();
    if (this.#round !== round) return;
    if (outcome !== 'failed') return this.stop();
    this.#wait(RETRY_MS[Math.min(this.#tries, RETRY_MS.length) - 1] ?? 0);
  }
}
