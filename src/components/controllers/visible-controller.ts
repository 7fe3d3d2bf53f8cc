import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Tells once that an element is seen, or nearly: what it needs is read then and not before. */
export class VisibleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #onSeen: () => void;
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost & Element, onSeen: () => void) {
    this.#host = host;
    this.#onSeen = onSeen;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  watch(): void {
    this.stop();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({isIntersecting}) => isIntersecting)) return;
        this.stop();
        this.#onSeen();
      },
      // Who scrolls towards it finds it there.
      {rootMargin: '300px'},
    );
    this.#observer.observe(this.#host);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }
}
