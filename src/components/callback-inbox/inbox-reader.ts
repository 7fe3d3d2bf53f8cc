import type {LitElement, ReactiveController} from 'lit';
import {callbacksContext, connectionContext} from '../../services/contexts.ts';
import {asSdkError} from '../../services/outcome.ts';
import type {
  CallbackService,
  CallbackView,
  InboxChoices,
  InboxCursor,
  InboxFilter,
  InboxOrder,
  InboxPage,
  SdkError,
} from '../../services/ports.ts';
import {pageVisibility} from '../../services/supervision/page-visibility.ts';
import {ServiceController} from '../controllers/service-controller.ts';

/** What is looked at: of what, in which order, and behind which cursors the pages up to this one begin. */
export type InboxLook = {
  readonly filter: InboxFilter;
  readonly order: InboxOrder;
  readonly descending: boolean;
  readonly cursors: readonly (InboxCursor | null)[];
};

export type InboxState =
  | {readonly status: 'loading'}
  | {readonly status: 'failed'; readonly error: SdkError}
  | {
      readonly status: 'there';
      readonly page: InboxPage;
      readonly choices: InboxChoices;
      readonly heardAt: number;
      /** Since then the hub does not answer. */
      readonly outdated: boolean;
    };

export const OPEN_ONES: InboxFilter = {kind: null, status: 'open', queueId: null, whose: {kind: 'any'}, text: ''};
export const EVERY_ONE: InboxFilter = {...OPEN_ONES, status: null};

const FIRST: readonly (InboxCursor | null)[] = [null];
/** From one answer to the next question: a page that is looked at is as new as this. */
const PAUSE_MS = 5_000;

/**
 * Asks the hub for the page that is looked at, again and again while somebody can see it, and at once when the hub tells of a callback.
 * One question at a time: who types gets the answer to what stands there when the one before has come.
 */
export class InboxReader implements ReactiveController {
  readonly #host: LitElement;
  readonly #now: () => number;
  readonly #service: ServiceController<CallbackService>;
  readonly #connection;
  readonly #visible = pageVisibility(document);
  #state: InboxState = {status: 'loading'};
  #look: InboxLook = {filter: OPEN_ONES, order: 'due', descending: false, cursors: FIRST};
  #asking = false;
  #again = false;
  #epoch = 0;
  #begun = false;
  #told: CallbackView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: (() => void) | null = null;

  /** @param now by the hub's clock */
  constructor(host: LitElement, now: () => number) {
    this.#host = host;
    this.#now = now;
    host.addController(this);
    this.#service = new ServiceController(host, callbacksContext, (service) => [service.latest]);
    this.#connection = new ServiceController(host, connectionContext, (service) => [service.state]);
  }

  get state(): InboxState {
    return this.#state;
  }

  get look(): InboxLook {
    return this.#look;
  }

  get connected(): boolean {
    return this.#connection.service?.state.value.status === 'connected';
  }

  get service(): CallbackService | undefined {
    return this.#service.service;
  }

  hostConnected(): void {
    this.#end = this.#visible.subscribe(() => this.refresh());
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#end?.();
    this.#end = null;
    this.#epoch += 1;
    this.#asking = false;
    this.#begun = false;
  }

  /** Begins, and follows what the hub tells and whether it can be reached. */
  hostUpdate(): void {
    const {service, connected} = this;
    if (service === undefined) return;
    const told = service.latest.value;
    const news = told !== this.#told;
    this.#told = told;
    if (connected && (!this.#begun || news)) {
      this.#begun = true;
      this.refresh();
    } else if (!connected) this.#begun = false;
  }

  /** Another filter or order, from the first page on. */
  find(change: Partial<Omit<InboxLook, 'cursors'>>): void {
    this.#turn({...this.#look, ...change, cursors: FIRST});
  }

  next(): void {
    const {state} = this;
    if (state.status !== 'there' || state.page.next === null) return;
    this.#turn({...this.#look, cursors: [...this.#look.cursors, state.page.next]});
  }

  previous(): void {
    if (this.#look.cursors.length > 1) this.#turn({...this.#look, cursors: this.#look.cursors.slice(0, -1)});
  }

  refresh(): void {
    if (this.#asking) this.#again = true;
    else void this.#ask();
  }

  #turn(look: InboxLook): void {
    this.#look = look;
    this.#host.requestUpdate();
    this.refresh();
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    const {service} = this;
    if (service === undefined || !this.#host.isConnected || !this.#visible.value) return;
    this.#asking = true;
    this.#again = false;
    const epoch = this.#epoch;
    const heard = await this.#read(service);
    if (epoch !== this.#epoch) return;
    this.#asking = false;
    this.#take(heard);
    this.#host.requestUpdate();
    if (this.#again) void this.#ask();
    else this.#timer = setTimeout(() => this.refresh(), PAUSE_MS);
  }

  async #read(service: CallbackService): Promise<InboxState> {
    const {cursors, ...question} = this.#look;
    const before = this.#state;
    try {
      const choices = before.status === 'there' ? before.choices : await service.inboxChoices();
      const page = await service.inbox({...question, after: cursors.at(-1) ?? null});
      return {status: 'there', page, choices, heardAt: this.#now(), outdated: false};
    } catch (error) {
      const known = asSdkError(error);
      if (before.status !== 'there' || known.code === 'not-authorised') return {status: 'failed', error: known};
      return {...before, outdated: true};
    }
  }

  #take(heard: InboxState): void {
    this.#state = heard;
    // All that was on this page is gone: the one before is the last now.
    const empty = heard.status === 'there' && !heard.outdated && heard.page.callbacks.length === 0;
    if (empty && this.#look.cursors.length > 1) {
      this.#look = {...this.#look, cursors: this.#look.cursors.slice(0, -1)};
      this.#again = true;
    }
  }
}
