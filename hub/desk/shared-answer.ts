/** From the beginning of one answer to that of the next. */
const GAP_MS = 250;

/**
 * An answer that is the same whoever asks: one at a time is worked out, four in a second at most, and each goes to all who
 * asked before it was begun. Nobody is told what is older than their question.
 */
export class SharedAnswer<T> {
  readonly #gapMs: number;
  #next: Promise<T> | null = null;
  #free: Promise<unknown> = Promise.resolve();

  constructor(gapMs: number = GAP_MS) {
    this.#gapMs = gapMs;
  }

  ask(work: () => Promise<T>): Promise<T> {
    this.#next ??= this.#begin(work);
    return this.#next;
  }

  async #begin(work: () => Promise<T>): Promise<T> {
    await this.#free;
    this.#next = null;
    const {promise: gap, resolve} = Promise.withResolvers<void>();
    setTimeout(resolve, this.#gapMs).unref();
    const answer = work();
    this.#free = Promise.allSettled([gap, answer]);
    return answer;
  }
}
