import type {ReactiveControllerHost} from 'lit';
import type {ConsultService, TargetLists} from '../../services/ports.ts';

export type TargetsState =
  | {readonly status: 'loading' | 'failed'; readonly lists: TargetLists | null}
  | {readonly status: 'done'; readonly lists: TargetLists};

/** The lists of whom there is, as the hub said last. What is known stays in sight while it is asked anew ([CO-28]). */
export class TargetsLoader {
  readonly #host: ReactiveControllerHost;
  readonly #service: () => ConsultService | undefined;
  #state: TargetsState = {status: 'loading', lists: null};
  /** Raised with each question: an older answer that comes later is dropped. */
  #asked = 0;

  constructor(host: ReactiveControllerHost, service: () => ConsultService | undefined) {
    this.#host = host;
    this.#service = service;
  }

  get state(): TargetsState {
    return this.#state;
  }

  /** Another contact or purpose: nothing is known of it. */
  async begin(contactId: string, purpose: 'consult' | 'transfer'): Promise<void> {
    this.#set({status: 'loading', lists: null});
    await this.load(contactId, purpose);
  }

  async load(contactId: string, purpose: 'consult' | 'transfer'): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#set({status: 'loading', lists: this.#state.lists});
    try {
      const lists = await this.#service()?.listTargets(contactId, purpose);
      if (asked === this.#asked && lists !== undefined) this.#set({status: 'done', lists});
    } catch {
      // Said in place of the list, with a way to try again.
      if (asked === this.#asked) this.#set({status: 'failed', lists: this.#state.lists});
    }
  }

  #set(state: TargetsState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
