/**
 * Of the tabs of one agent at one origin, one leads: it has microphone and loudspeaker. The browser's lock manager
 * chooses, and chooses again by itself when the leading tab goes. Without a lock manager (an insecure page) this leads.
 */
export class MediaLeader {
  readonly #onChange: () => void;
  #agentId: string | null = null;
  #leads = false;
  #abort: AbortController | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get leads(): boolean {
    return this.#leads;
  }

  campaign(agentId: string): void {
    if (this.#agentId === agentId) return;
    this.resign();
    this.#agentId = agentId;
    const locks = globalThis.navigator?.locks;
    if (locks === undefined) return this.#lead();
    const abort = new AbortController();
    this.#abort = abort;
    const held = locks.request(`cordboard-media:${agentId}`, {signal: abort.signal}, () => {
      this.#lead();
      return new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve()));
    });
    // Rejected when resigning while still in the queue (as wanted), or where the browser denies locks, as in a frame
    // without storage: then no other tab can be seen, and this one leads.
    held.catch(() => abort.signal.aborted || this.#lead());
  }

  resign(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#agentId = null;
    this.#leads = false;
  }

  #lead(): void {
    this.#leads = true;
    this.#onChange();
  }
}
