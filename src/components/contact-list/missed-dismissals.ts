import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** So long a dismissal can be taken back; it does not run while the pointer or the focus is at the button that does it. */
const UNDO_MS = 10_000;

/** Missed contacts that the agent has put away: out of sight at once, told to the hub only when it cannot be undone any more. */
export class MissedDismissals implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #send: (offerIds: readonly string[]) => void;
  readonly #sent = new Set<string>();
  #waiting: ReadonlySet<string> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, send: (offerIds: readonly string[]) => void) {
    this.#host = host;
    this.#send = send;
    host.addController(this);
  }

  /** How many can be brought back. */
  get undoable(): number {
    return this.#waiting.size;
  }

  hides(offerId: string): boolean {
    return this.#waiting.has(offerId) || this.#sent.has(offerId);
  }

  /** A further dismissal joins those that can still be undone. */
  dismiss(offerIds: readonly string[]): void {
    this.#waiting = new Set([...this.#waiting, ...offerIds]);
    this.resume();
    this.#host.requestUpdate();
  }

  readonly undo = (): void => {
    this.#waiting = new Set();
    this.hold();
    this.#host.requestUpdate();
  };

  readonly hold = (): void => clearTimeout(this.#timer);

  readonly resume = (): void => {
    clearTimeout(this.#timer);
    if (this.#waiting.size > 0) this.#timer = setTimeout(this.#commit, UNDO_MS);
  };

  /** The hub did not do it: they are there again. */
  bringBack(): void {
    this.#sent.clear();
  }

  /** The hub has done it; its word is all that is needed. */
  forgetGone(missed: ReadonlySet<string>): void {
    for (const each of this.#sent) if (!missed.has(each)) this.#sent.delete(each);
    if ([...this.#waiting].every((each) => missed.has(each))) return;
    this.#waiting = new Set([...this.#waiting].filter((each) => missed.has(each)));
  }

  /** What was put away stays so when the desk is left. */
  hostDisconnected(): void {
    this.#commit();
  }

  readonly #commit = (): void => {
    clearTimeout(this.#timer);
    const ids = [...this.#waiting];
    if (ids.length === 0) return;
    this.#waiting = new Set();
    for (const each of ids) this.#sent.add(each);
    this.#send(ids);
    this.#host.requestUpdate();
  };
}
