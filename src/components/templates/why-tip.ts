import {noChange} from 'lit';
import {AsyncDirective, directive} from 'lit/async-directive.js';
import type {ElementPart} from 'lit/directive.js';

/**
 * Keeps the reason of a button off the buttons beside it, and lets Escape put it away without moving the pointer or the
 * focus (WCAG 1.4.13). It is back with the next visit. While nothing is shown nothing is listened to.
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
    // The button may have come under a pointer that rests.
    else if (part.element.matches(':hover, :focus-within')) queueMicrotask(() => this.#place());
    return noChange;
  }

  protected override disconnected(): void {
    this.#forget();
  }

  readonly #onEnter = (): void => {
    this.#place();
    if (this.#shown) document.addEventListener('keydown', this.#onKey, {capture: true});
  };

  /** Above the button, unless it would lie on another one there: then below, if it is free there. */
  #place(): void {
    const element = this.#element;
    const tip = element?.querySelector('[role=tooltip]');
    if (!tip || !element?.parentElement) return;
    const others = [...element.parentElement.children].filter((child) => child !== element);
    const covers = () => {
      const box = tip.getBoundingClientRect();
      return others.some((other) => {
        const {left, right, top, bottom} = other.getBoundingClientRect();
        return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
      });
    };
    element.removeAttribute('data-below');
    if (covers()) element.toggleAttribute('data-below', true);
    if (covers()) element.removeAttribute('data-below');
  }

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
