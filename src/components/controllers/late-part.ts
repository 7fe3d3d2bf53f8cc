import type {ReactiveControllerHost} from 'lit';
import {defineElement, prefixOf} from '../base/define-element.ts';

/**
 * An element inside another one whose module loads when a person comes near it. Its tag may stand in the page before: it
 * keeps what it is given and draws it as soon as it can. Where the page has registered it already, nothing loads.
 */
export class LatePart {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #name: string;
  readonly #load: () => Promise<CustomElementConstructor>;
  #status: 'idle' | 'loading' | 'failed' = 'idle';

  /** @param load imports the module, and gives its class */
  constructor(host: ReactiveControllerHost & HTMLElement, name: string, load: () => Promise<CustomElementConstructor>) {
    this.#host = host;
    this.#name = name;
    this.#load = load;
  }

  get status(): 'idle' | 'loading' | 'failed' {
    return this.#status;
  }

  /** It did not load. */
  get failed(): boolean {
    return this.#status === 'failed';
  }

  /** Loads it, unless it is there; what failed is tried again. */
  need(): void {
    const prefix = prefixOf(this.#host.localName);
    const there = customElements.get(`${prefix}-${this.#name}`) !== undefined;
    // Another one of the page may have loaded it meanwhile.
    if (there && this.failed) this.#tell('idle');
    if (there || this.#status === 'loading') return;
    this.#tell('loading');
    this.#load().then(
      (part) => {
        defineElement(prefix, this.#name, part);
        this.#tell('idle');
      },
      () => this.#tell('failed'),
    );
  }

  #tell(status: 'idle' | 'loading' | 'failed'): void {
    this.#status = status;
    this.#host.requestUpdate();
  }
}
