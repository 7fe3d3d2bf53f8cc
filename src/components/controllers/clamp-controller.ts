import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Shorter texts fit two lines at any size. */
const NEVER_CUT = 20;

/**
 * Tells whether texts that are cut to a few lines hide something, so that a button can show all of it. Texts are watched,
 * not measured: text that grows with the browser's setting is seen, and drawing is not held up.
 */
export class ClampController implements ReactiveController {
  readonly #host: ReactiveControllerHost & {readonly renderRoot: HTMLElement | DocumentFragment};
  readonly #selector: string;
  readonly #isWhole: () => boolean;
  readonly #observer = new ResizeObserver(() => this.#check());
  #watched: readonly Element[] = [];
  #hides = false;

  /**
   * @param selector the texts that may be cut
   * @param isWhole whether they are shown whole now
   */
  constructor(
    host: ReactiveControllerHost & {readonly renderRoot: HTMLElement | DocumentFragment},
    selector: string,
    isWhole: () => boolean,
  ) {
    this.#host = host;
    this.#selector = selector;
    this.#isWhole = isWhole;
    host.addController(this);
  }

  /** Whether some of the text cannot be read. It stays true while all is shown, so that it can be cut again. */
  get hides(): boolean {
    return this.#hides;
  }

  hostUpdated(): void {
    const now = [...this.#host.renderRoot.querySelectorAll(this.#selector)].filter(
      ({textContent}) => (textContent?.trim().length ?? 0) > NEVER_CUT,
    );
    if (now.length === this.#watched.length && now.every((each, at) => each === this.#watched[at])) return;
    this.#observer.disconnect();
    this.#watched = now;
    this.#hides = false;
    for (const each of now) this.#observer.observe(each);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#watched = [];
  }

  #check(): void {
    if (this.#isWhole()) return;
    const cut = this.#watched.some((each) => each.scrollHeight > each.clientHeight + 1);
    if (cut === this.#hides) return;
    this.#hides = cut;
    // In a frame of its own: drawn within the observer's callback it would resize what is being observed.
    requestAnimationFrame(() => this.#host.requestUpdate());
  }
}
