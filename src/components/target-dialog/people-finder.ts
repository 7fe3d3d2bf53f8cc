import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {PeopleResult, PeopleService} from '../../services/ports.ts';

/** As long as a person pauses between two keys. */
const DEBOUNCE_MS = 250;
const SHORTEST = 2;

export type FinderState = {readonly status: 'idle' | 'searching'} | PeopleResult;

/** Who of the organisation fits what was typed; whether they can be reached comes after them ([CO-25]). */
export class PeopleFinder implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #service: () => PeopleService | null | undefined;
  #state: FinderState = {status: 'idle'};
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost, service: () => PeopleService | null | undefined) {
    this.#host = host;
    this.#service = service;
    host.addController(this);
  }

  get state(): FinderState {
    return this.#state;
  }

  hostDisconnected(): void {
    this.#stop();
  }

  look(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#stop();
    if (text.trim().length < SHORTEST) return this.#set({status: 'idle'});
    this.#set({status: 'searching'});
    this.#timer = setTimeout(() => void this.#find(), DEBOUNCE_MS);
  }

  /** Asks again for the same. */
  async reload(): Promise<void> {
    this.#stop();
    if (this.#text.trim().length >= SHORTEST) await this.#find();
  }

  async #find(): Promise<void> {
    const {signal} = this.#abort;
    try {
      const result = await this.#service()?.search(this.#text.trim(), signal);
      if (result === undefined || signal.aborted) return;
      this.#set(result);
      if (result.status === 'found' && result.people.length > 0) await this.#addPresences(result, signal);
    } catch (error) {
      // The only error there is: somebody typed on.
      if (!signal.aborted) throw error;
    }
  }

  /** Without an answer they stay `unknown`, which is said. */
  async #addPresences(found: Extract<PeopleResult, {status: 'found'}>, signal: AbortSignal): Promise<void> {
    const ids = found.people.map(({id}) => id);
    const presences = await this.#service()?.presences(ids, signal);
    if (presences?.status !== 'found' || signal.aborted) return;
    const people = found.people.map((each) => ({
      ...each,
      availability: presences.availability.get(each.id) ?? 'unknown',
    }));
    this.#set({...found, people});
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  #set(state: FinderState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
