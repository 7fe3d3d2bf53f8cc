import type {ReactiveController, ReactiveControllerHost} from 'lit';

/**
 * Keeps the keyboard's place: when a drawing takes away what had the focus, the host says where it goes. Focus that was
 * anywhere else is never touched.
 */
export class FocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #recover: () => void;
  #focused: Element | null = null;

  /** @param recover gives the focus to what comes next; called after the children have been drawn */
  constructor(host: ReactiveControllerHost & HTMLElement, recover: () => void) {
    this.#host = host;
    this.#recover = recover;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = deepFocus(this.#host);
    if (focused !== null) this.#focused = focused;
  }

  hostUpdated(): void {
    if (this.#focused !== null) queueMicrotask(() => this.#check());
  }

  #check(): void {
    const before = this.#focused;
    this.#focused = null;
    if (before === null || !this.#host.isConnected || deepFocus(this.#host) !== null) return;
    if (!nobodyHasFocus()) return;
    // What was only moved to another place in the tree lost the focus by it.
    if (isShown(before) && before instanceof HTMLElement) before.focus({preventScroll: true});
    else this.#recover();
  }
}

/** What has the focus in this element's tree and the trees below; null when it is elsewhere. */
function deepFocus(host: HTMLElement): Element | null {
  let focused = host.shadowRoot?.activeElement ?? null;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** In a frame somebody may be typing in the page around it, whose focus is not to be taken. */
function nobodyHasFocus(): boolean {
  const active = document.activeElement;
  const nowhere = active === null || active === document.body;
  return nowhere && (window.parent === window || document.hasFocus());
}
