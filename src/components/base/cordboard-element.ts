import {ContextConsumer} from '@lit/context';
import {LitElement} from 'lit';
import {english, type Strings} from '../strings/english.ts';
import {stringsContext} from '../strings/strings-context.ts';
import {prefixOf} from './define-element.ts';
import {htmlFor, type HtmlTag} from './prefixed-html.ts';

/** What all elements share: strings of the session they stand in, custom states, and children of their own prefix. */
export abstract class CordboardElement extends LitElement {
  readonly #internals = this.attachInternals();
  readonly #strings = new ContextConsumer(this, {context: stringsContext, subscribe: true});

  /** Lit's `html`, with `<cordboard-…>` standing for the element's own prefix. */
  protected readonly html: HtmlTag = htmlFor(prefixOf(this.localName));

  /** Every word a person reads. */
  protected get strings(): Strings {
    return this.#strings.value ?? english;
  }

  /** Sets or clears a custom state, which a page's style sheet sees as `:state(name)`. */
  protected setState(name: string, present: boolean): void {
    if (present) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }
}
