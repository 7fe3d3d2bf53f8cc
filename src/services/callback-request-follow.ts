import {type NetworkHint, watchNetwork} from '../api/network-hints.ts';

export type FollowOptions = {
  /** Asks once. `again`: it may still change; `failed`: it could not be asked; `done`: nothing follows. */
  readonly ask: () => Promise<'again' | 'failed' | 'done'>;
};

const EVERY_MS = 15_000;
/** Nobody looks. */
const HIDDEN_EVERY_MS = 60_000;
const LONGEST_MS = 240_000;
const RESTING_MS = 3_000;

/** Asks again and again what became of something: seldom while nobody looks or nothing answers, at once when that changes. */
export class RequestFollower {
  readonly #options: FollowOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void) | null = null;
  #failures = 0;
  #asking = false;
  #askedAt = 0;

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  /** @param known what it is now, so that it is asked later */
  start({known = false}: {readonly known?: boolean} = {}): void {
    if (this.#unwatch !== null) return;
    this.#unwatch = watchNetwork((hint) => this.#take(hint));
    this.#failures = 0;
    if (known) this.#later();
    else void this.ask();
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    clearTimeout(this.#timer);
  }

  async ask(): Promise<void> {
    if (this.#asking || this.#unwatch === null) return;
    this.#asking = true;
    this.#askedAt = Date.now();
    clearTimeout(this.#timer);
    const answer = await this.#options.ask();
    this.#asking = false;
    // Stopped meanwhile.
    if (this.#unwatch === null) return;
    if (answer === 'done') return this.stop();
    this.#failures = answer === 'failed' ? this.#failures + 1 : 0;
    this.#later();
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.ask(), nextAskMs(this.#failures, isHidden()));
  }

  #take(hint: NetworkHint): void {
    if (hint === 'woken' && isHidden()) return;
    // Who goes to and fro between two tabs learns nothing new by it.
    if (Date.now() - this.#askedAt > RESTING_MS) void this.ask();
  }
}

/** How long to wait before asking again: doubled with each failure, up to four minutes. */
export function nextAskMs(failures: number, hidden: boolean): number {
  return Math.min((hidden ? HIDDEN_EVERY_MS : EVERY_MS) * 2 ** failures, LONGEST_MS);
}

function isHidden(): boolean {
  return 'document' in globalThis && document.visibilityState === 'hidden';
}
