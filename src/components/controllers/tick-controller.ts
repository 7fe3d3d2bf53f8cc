import {ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {clockContext} from '../../services/contexts.ts';

const SECOND_MS = 1_000;

/** Draws the host at each full second of the hub's clock while it has something that counts. */
export class TickController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #clock: ContextConsumer<typeof clockContext, ReactiveControllerHost & HTMLElement>;
  readonly #counting: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, counting: () => boolean = () => true) {
    this.#host = host;
    this.#counting = counting;
    this.#clock = new ContextConsumer(host, {context: clockContext, subscribe: true});
    host.addController(this);
  }

  /** Epoch milliseconds by the hub's clock; by the browser's outside of a session. */
  get now(): number {
    return this.#clock.value?.now() ?? Date.now();
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (this.#counting()) this.#schedule();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#host.requestUpdate(), SECOND_MS - (this.now % SECOND_MS));
  }
}
