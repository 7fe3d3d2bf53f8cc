import {type Context, ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Store} from '../../services/store.ts';

/**
 * Gives a container one service of its session and draws it again when one of the service's stores changes.
 * Nothing is followed while the element is out of the page.
 */
export class ServiceController<S> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: (service: S) => readonly Store<unknown>[];
  #service: S | undefined;
  #subscriptions: readonly (() => void)[] = [];

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    context: Context<unknown, S>,
    stores: (service: S) => readonly Store<unknown>[],
  ) {
    this.#host = host;
    this.#stores = stores;
    host.addController(this);
    new ContextConsumer(host, {context, subscribe: true, callback: (service) => this.#follow(service)});
  }

  /** The service; undefined outside of a session, or while the session is not configured. */
  get service(): S | undefined {
    return this.#service;
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  #follow(service: S | undefined): void {
    this.#letGo();
    this.#service = service;
    if (service === undefined) return;
    const draw = () => this.#host.requestUpdate();
    this.#subscriptions = this.#stores(service).map((store) => store.subscribe(draw));
  }

  #letGo(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
  }
}
