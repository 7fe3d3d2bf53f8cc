/**
 * Of the tabs of one agent at one origin, one leads: it has microphone and loudspeaker. The browser's lock manager
 * chooses, and chooses again by itself when the leading tab goes; a person may choose another tab (`takeOver`). Without a
 * lock manager (an insecure page, a frame without storage) no other tab can be seen, and this one leads.
 *
 *   none ──campaign──▶ leads ⇄ waits        (`waits`: another tab leads)
 */
export class MediaLeader {
  readonly #onChange: () => void;
  #agentId: string | null = null;
  #place: 'none' | 'leads' | 'waits' = 'none';
  #elected = false;
  #abort: AbortController | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get leads(): boolean {
    return this.#place === 'leads';
  }

  /** True when the browser chose this tab, so that the one before it is known to be gone or to have given way. */
  get elected(): boolean {
    return this.#place === 'leads' && this.#elected;
  }

  /** True while another tab of this agent leads. */
  get waits(): boolean {
    return this.#place === 'waits';
  }

  campaign(agentId: string): void {
    if (this.#agentId === agentId) return;
    this.resign();
    this.#agentId = agentId;
    this.#request({ifAvailable: true});
  }

  /** This tab leads from now on; the one that did is told. */
  takeOver(): void {
    if (this.#agentId === null || this.leads) return;
    this.#abort?.abort();
    this.#request({steal: true});
  }

  resign(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#agentId = null;
    this.#elected = false;
    this.#place = 'none';
  }

  #request(how: LockOptions): void {
    const locks = globalThis.navigator?.locks;
    if (locks === undefined) return this.#stand('leads');
    const abort = new AbortController();
    this.#abort = abort;
    // The lock manager takes a signal only where a request may have to wait.
    const options = how.ifAvailable === true || how.steal === true ? how : {...how, signal: abort.signal};
    const name = `cordboard-media:${this.#agentId}`;
    const over = locks.request(name, options, (lock) => this.#granted(lock !== null, abort.signal));
    over.catch((error: unknown) => this.#rejected(error, abort.signal));
  }

  /** Holds the lock until the tab resigns; without one, queues for it. */
  #granted(granted: boolean, signal: AbortSignal): Promise<void> | undefined {
    if (signal.aborted) return undefined;
    if (granted) {
      this.#elected = true;
      this.#stand('leads');
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    }
    this.#stand('waits');
    this.#request({});
    return undefined;
  }

  /** Taken over by another tab, or no locks here at all; a tab that resigned wanted it so. */
  #rejected(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const stolen = error instanceof DOMException && error.name === 'AbortError';
    this.#elected = false;
    this.#stand(stolen ? 'waits' : 'leads');
    if (stolen) this.#request({});
  }

  #stand(place: 'leads' | 'waits'): void {
    this.#place = place;
    this.#onChange();
  }
}
