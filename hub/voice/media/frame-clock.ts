/** Milliseconds between two ticks. */
export const frameMs = 20;

/** Ticks made up for at once after the process was held up; more than this is given up, or the receiver's buffer floods. */
const mostCaughtUp = 5;

/**
 * One clock for all legs. Each tick is due at the start plus a multiple of 20 ms, so a late timer delays one frame and not
 * all that follow.
 */
export class FrameClock {
  readonly #onTick: (dueMs: number) => void;
  readonly #nowMs: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextDueMs = 0;
  #lateTicks = 0;

  /** @param nowMs a monotonic clock in milliseconds with fractions */
  constructor(onTick: (dueMs: number) => void, nowMs: () => number = () => performance.now()) {
    this.#onTick = onTick;
    this.#nowMs = nowMs;
  }

  /** Frames so far that came a whole frame after their time, made up for or given up. */
  get lateTicks(): number {
    return this.#lateTicks;
  }

  start(): void {
    this.#nextDueMs = this.#nowMs() + frameMs;
    this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Runs the ticks that are due. Public so that a test can hold the clock in its hand. */
  run(): void {
    const nowMs = this.#nowMs();
    const due = Math.floor((nowMs - this.#nextDueMs) / frameMs) + 1;
    this.#lateTicks += Math.max(0, due - 1);
    // Each at the time that it was due: what is numbered by the present moment would be squeezed into it.
    for (let n = Math.max(0, due - mostCaughtUp); n < due; n++) this.#onTick(this.#nextDueMs + n * frameMs);
    if (due > 0) this.#nextDueMs += due * frameMs;
  }

  #arm(): void {
    // Timers count whole milliseconds and may fire up to one early: rounding up keeps them from spinning.
    this.#timer = setTimeout(
      () => {
        this.run();
        this.#arm();
      },
      Math.max(1, Math.ceil(this.#nextDueMs - this.#nowMs())),
    );
  }
}
