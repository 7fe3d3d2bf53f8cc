import type {LitElement, ReactiveController} from 'lit';

/**
 * A menu button and its menu (APG pattern): arrows walk the items, Escape and leaving close it. The menu's items carry
 * `role="menuitem…"`; the ids of the button and the menu are given.
 */
export class MenuController implements ReactiveController {
  readonly #host: LitElement;
  readonly #buttonId: string;
  readonly #menuId: string;
  #open = false;
  #focusFirst = false;

  constructor(host: LitElement, buttonId: string, menuId: string) {
    this.#host = host;
    this.#buttonId = buttonId;
    this.#menuId = menuId;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  readonly toggle = (): void => {
    if (this.#open) this.close();
    else this.#show();
  };

  readonly onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#show();
  };

  readonly onMenuKey = (event: KeyboardEvent): void => {
    const items = this.#items();
    const at = items.findIndex((each) => each === event.target);
    const to = targetOf(event.key, at, items.length);
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (to !== null) {
      event.preventDefault();
      items[to]?.focus();
    }
  };

  /** Closes the menu when the focus goes anywhere but to the menu or its button. */
  readonly onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Element && to.closest(`#${this.#menuId}, #${this.#buttonId}`) !== null) return;
    this.#set(false);
  };

  /** Closes the menu and gives the focus back to its button. */
  close(): void {
    this.#set(false);
    this.#host.renderRoot.querySelector<HTMLElement>(`#${this.#buttonId}`)?.focus();
  }

  hostUpdated(): void {
    if (!this.#focusFirst) return;
    this.#focusFirst = false;
    const items = this.#items();
    (items.find((each) => each.ariaChecked === 'true') ?? items[0])?.focus();
  }

  hostDisconnected(): void {
    this.#set(false);
  }

  #show(): void {
    this.#focusFirst = true;
    this.#set(true);
  }

  #set(open: boolean): void {
    this.#open = open;
    this.#host.requestUpdate();
  }

  #items(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(`#${this.#menuId} [role^='menuitem']`)];
  }
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
