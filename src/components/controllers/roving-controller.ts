import type {LitElement, ReactiveController} from 'lit';

/**
 * One stop of the Tab key for a whole list: arrows, Home and End walk its rows. A row carries `data-row` with its key; what
 * takes the focus in it is marked `data-stop`.
 */
export class RovingController implements ReactiveController {
  readonly #host: LitElement;
  #key: string | null = null;
  #wanted: string | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The row that had the focus last. */
  get key(): string | null {
    return this.#key;
  }

  readonly onFocusIn = (event: FocusEvent): void => {
    const key = rowOf(event)?.dataset['row'] ?? null;
    if (key === null || key === this.#key) return;
    this.#key = key;
    this.#host.requestUpdate();
  };

  /** @param keys all rows, in the order they are drawn */
  onKey(event: KeyboardEvent, keys: readonly string[]): void {
    const at = keys.indexOf(rowOf(event)?.dataset['row'] ?? '');
    const key = at === -1 ? undefined : keys[targetOf(event.key, at, keys.length) ?? -1];
    if (key === undefined) return;
    event.preventDefault();
    this.#key = key;
    this.#wanted = key;
    this.#host.requestUpdate();
  }

  /** The row may have been drawn only now. */
  hostUpdated(): void {
    if (this.#wanted === null) return;
    const row = this.#host.renderRoot.querySelector<HTMLElement>(`[data-row="${CSS.escape(this.#wanted)}"]`);
    const stop = row?.matches('[data-stop]') ? row : row?.querySelector<HTMLElement>('[data-stop]');
    this.#wanted = null;
    stop?.focus();
  }
}

function rowOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
