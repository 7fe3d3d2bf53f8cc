/**
 * Of the pages of one agent in one browser, one rings aloud, as long as the hub does not say which has the sound. The
 * browser's lock manager chooses, and chooses again by itself when that page goes. Without one no other page can be
 * seen, and this one rings.
 */
export class RingLeader {
  readonly #onChange: () => void;
  #agentId: string | null = null;
  #abort: AbortController | null = null;
  #leads = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get leads(): boolean {
    return this.#leads;
  }

  follow(agentId: string | null): void {
    if (this.#agentId === agentId) return;
    this.resign();
    this.#agentId = agentId;
    if (agentId === null) return;
    const locks = globalThis.navigator?.locks;
    if (locks === undefined) return this.#set(true);
    const abort = new AbortController();
    this.#abort = abort;
    locks
      .request(`cordboard-ring:${agentId}`, {signal: abort.signal}, () => this.#hold(abort.signal))
      .catch((error: unknown) => {
        // Resigned while waiting; or a frame without locks, where nobody else can be seen.
        if (!abort.signal.aborted && error instanceof DOMException) this.#set(true);
      });
  }

  resign(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#agentId = null;
    this.#leads = false;
  }

  #hold(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    this.#set(true);
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  }

  #set(leads: boolean): void {
    if (this.#leads === leads) return;
    this.#leads = leads;
    this.#onChange();
  }
}
