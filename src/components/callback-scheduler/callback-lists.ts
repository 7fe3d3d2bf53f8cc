import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {CallbackChoices, CallbackService, CallbackView} from '../../services/ports.ts';

export type ListsState =
  | {readonly status: 'loading'}
  | {readonly status: 'failed'; readonly why: string}
  | {
      readonly status: 'there';
      readonly choices: CallbackChoices;
      /** Null: there is no contact. */
      readonly ofCustomer: readonly CallbackView[] | null;
      readonly own: readonly CallbackView[];
    };

/** What the scheduler shows of the hub's: read when it opens, and brought up to date by what the hub tells. */
export class CallbackLists implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #service: () => CallbackService | undefined;
  #state: ListsState = {status: 'loading'};
  #asked = 0;
  #contactId: string | null | undefined;

  constructor(host: ReactiveControllerHost, service: () => CallbackService | undefined) {
    this.#host = host;
    this.#service = service;
    host.addController(this);
  }

  get state(): ListsState {
    return this.#state;
  }

  /** What was read may be old when it comes back into the page. */
  hostDisconnected(): void {
    this.#contactId = undefined;
    this.#asked += 1;
  }

  /** Reads, unless it has been read for that contact. */
  follow(contactId: string | null): void {
    if (this.#contactId === contactId || this.#service() === undefined) return;
    this.#contactId = contactId;
    this.#state = {status: 'loading'};
    void this.load();
  }

  async load(): Promise<void> {
    const service = this.#service();
    if (service === undefined) return;
    this.#asked += 1;
    const asked = this.#asked;
    const contactId = this.#contactId ?? null;
    try {
      const [choices, own, ofCustomer] = await Promise.all([
        service.choices(),
        service.list({kind: 'own'}),
        contactId === null ? null : service.list({kind: 'contact', contactId}),
      ]);
      if (asked === this.#asked) this.#set({status: 'there', choices, own, ofCustomer});
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      if (asked === this.#asked) this.#set({status: 'failed', why});
    }
  }

  /** A callback as it now is: what is over leaves the lists. */
  take(callback: CallbackView): void {
    if (this.#state.status !== 'there') return;
    const {own, ofCustomer} = this.#state;
    const known = [...own, ...(ofCustomer ?? [])].find(({id}) => id === callback.id);
    if (known !== undefined && known.version >= callback.version) return;
    // One that is not known yet may be of this customer: the hub knows.
    if (known === undefined) void this.load();
    else
      this.#set({
        ...this.#state,
        own: put(own, callback),
        ofCustomer: ofCustomer === null ? null : put(ofCustomer, callback),
      });
  }

  #set(state: ListsState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

function put(callbacks: readonly CallbackView[], changed: CallbackView): readonly CallbackView[] {
  const open = changed.status === 'scheduled' || changed.status === 'queued';
  if (!open) return callbacks.filter(({id}) => id !== changed.id);
  return callbacks
    .map((each) => (each.id === changed.id ? changed : each))
    .toSorted((one, other) => one.startsAt - other.startsAt);
}

/** How many there are, each once; null: not known yet. */
export function countOf(state: ListsState): number | null {
  if (state.status !== 'there') return null;
  return new Set([...state.own, ...(state.ofCustomer ?? [])].map(({id}) => id)).size;
}
