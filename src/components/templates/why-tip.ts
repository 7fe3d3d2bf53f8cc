import {noChange} from 'lit';
import {AsyncDirective, directive} from 'lit/async-directive.js';
import type {ElementPart} from 'lit/directive.js';

/**
 * Lets Escape put the reason of a button away without moving the pointer or the focus (WCAG 1.4.13). It is back with the
 * next visit. While nothing is shown nothing is listened to.
 */
class WhyTip extends AsyncDirective {
  #element: Element | null = null;
  #shown = false;

  override render(_why: string | null): unknown {
    return noChange;
  }

  override update(part: ElementPart, [why]: [string | null]): unknown {
    const first = this.#element === null;
    this.#element = part.element;
    if (first) for (const type of ['pointerenter', 'focusin']) part.element.addEventListener(type, this.#onEnter);
    if (first) for (const type of ['pointerleave', 'focusout']) part.element.addEventListener(type, this.#onLeave);
    this.#shown = why !== null;
    if (!this.#shown) this.#forget();
    return noChange;
  }

  protected override disconnected(): void {
    this.#forget();
  }

  readonly #onEnter = (): void => {
    if (this.#shown) document.addEventListener('keydown', this.#onKey, {capture: true});
  };

  /** Gone is only who has neither the pointer nor the focus there. */
  readonly #onLeave = (): void =>
    queueMicrotask(() => {
      if (this.#element?.matches(':hover, :focus-within') !== true) this.#forget();
    });

  readonly #onKey = (event: KeyboardEvent): void => {
    const element = this.#element;
    if (event.key !== 'Escape' || element === null || element.hasAttribute('data-dismissed')) return;
    if (!element.matches(':hover, :focus-within')) return;
    // One Escape, one thing: what is around it (a menu, a dialog) closes with the next.
    event.stopPropagation();
    event.preventDefault();
    element.toggleAttribute('data-dismissed', true);
  };

  #forget(): void {
    document.removeEventListener('keydown', this.#onKey, {capture: true});
    this.#element?.removeAttribute('data-dismissed');
  }
}

const make = directive(WhyTip);

/** Goes on the element around a button and its reason. */
export function whyTip(why: string | null): ReturnType<typeof make> {
  return make(why);
}
