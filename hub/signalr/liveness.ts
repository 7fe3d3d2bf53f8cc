export interface LivenessOptions {
  readonly keepAliveIntervalMs: number;
  readonly clientTimeoutMs: number;
  /** Nothing was sent for the keep-alive interval. */
  readonly onQuiet: () => void;
  /** Nothing was received for the client timeout. */
  readonly onSilent: () => void;
}

/**
 * The two clocks of a living connection: what we owe the client (pings) and what it owes us (anything at all). The timers
 * never keep the process alive; moving one costs a few nanoseconds, so every message may do it.
 */
export class Liveness {
  readonly #keepAlive: NodeJS.Timeout;
  readonly #clientTimeout: NodeJS.Timeout;
  #listening = true;

  constructor(options: LivenessOptions) {
    this.#keepAlive = setTimeout(() => {
      this.#keepAlive.refresh();
      options.onQuiet();
    }, options.keepAliveIntervalMs).unref();
    this.#clientTimeout = setTimeout(() => {
      if (this.#listening) options.onSilent();
    }, options.clientTimeoutMs).unref();
  }

  sent(): void {
    this.#keepAlive.refresh();
  }

  received(): void {
    this.#clientTimeout.refresh();
  }

  /** Whether we read at all: a client we do not listen to cannot be blamed for its silence. */
  set listening(listening: boolean) {
    this.#listening = listening;
    this.#clientTimeout.refresh();
  }

  stop(): void {
    clearTimeout(this.#keepAlive);
    clearTimeout(this.#clientTimeout);
  }
}
