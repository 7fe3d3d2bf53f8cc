import type {LitElement, ReactiveController} from 'lit';
import {connectionContext} from '../../services/contexts.ts';
import type {CallbackChoices, CallbackService, CallbackView, Outcome} from '../../services/ports.ts';
import {ServiceController} from '../controllers/service-controller.ts';

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

/** What was read. */
export type There = Extract<ListsState, {status: 'there'}>;

/** Answers which say that a callback is not as it was shown. Only who promised it, and whose it is, is told of such by the hub. */
export const OUTDATED: readonly string[] = ['callback-begun', 'callback-changed', 'callback-gone'];

/**
 * What the scheduler shows of the hub's: read when it opens and when the hub is back, brought up to date by what the hub tells, and read
 * again when an answer shows that it was not told all.
 */
export class CallbackLists implements ReactiveController {
  readonly #host: LitElement;
  readonly #service: () => CallbackService | undefined;
  readonly #connection;
  #state: ListsState = {status: 'loading'};
  #asked = 0;
  #contactId: string | null | undefined;
  #wasConnected = false;

  constructor(host: LitElement, service: () => CallbackService | undefined) {
    this.#host = host;
    this.#service = service;
    host.addController(this);
    this.#connection = new ServiceController(host, connectionContext, ({state}) => [state]);
  }

  get state(): ListsState {
    return this.#state;
  }

  /** What was read may be old when it comes back into the page. */
  hostDisconnected(): void {
    this.#contactId = undefined;
    this.#asked += 1;
  }

  /** Reads, unless it has been read for that contact over this connection: of what happened without one nothing was told. */
  follow(contactId: string | null): void {
    if (this.#service() === undefined) return;
    const connected = this.#connected;
    const back = connected && !this.#wasConnected;
    this.#wasConnected = connected;
    if (this.#contactId === contactId && !back) return;
    if (this.#contactId !== contactId) this.#state = {status: 'loading'};
    this.#contactId = contactId;
    void this.load();
  }

  /** An answer of the hub's to a change. */
  heard(outcome: Outcome | null): void {
    if (outcome?.status === 'refused' && OUTDATED.includes(outcome.code)) void this.load();
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
      if (asked !== this.#asked) return;
      this.#set({status: 'there', choices, own, ofCustomer});
      // It may have been told on the way, and be newer than what was read.
      const told = service.latest.value;
      if (told !== null) this.#bring(told);
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      // Without a connection what is there stays, and what is being written: it is read again when the hub is back.
      const kept = this.#state.status === 'there' && !this.#connected;
      if (asked === this.#asked && !kept) this.#set({status: 'failed', why});
    }
  }

  /** A callback as it now is: what is over leaves the lists. */
  take(callback: CallbackView): void {
    // One that is not known yet may be of this customer: the hub knows.
    if (!this.#bring(callback)) void this.load();
  }

  /** @returns false: it is not among those that are there. */
  #bring(callback: CallbackView): boolean {
    if (this.#state.status !== 'there') return true;
    const {own, ofCustomer} = this.#state;
    const known = [...own, ...(ofCustomer ?? [])].find(({id}) => id === callback.id);
    if (known === undefined) return false;
    if (known.version >= callback.version) return true;
    this.#set({
      ...this.#state,
      own: put(own, callback),
      ofCustomer: ofCustomer === null ? null : put(ofCustomer, callback),
    });
    return true;
  }

  get #connected(): boolean {
    return this.#connection.service?.state.value.status === 'connected';
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
