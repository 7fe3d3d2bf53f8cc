import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Entries drawn together or not at all. */
export const BLOCK_SIZE = 20;
/** What is this near is drawn before it is scrolled to. */
const NEAR = '600px 0px';

export type Block<T> = {
  /** Its number among the blocks, for {@link BlockController.elementSelector}. */
  readonly id: string;
  readonly entries: readonly T[];
  readonly firstPlace: number;
  readonly drawn: boolean;
  /** Height to leave for it while it is not drawn, in pixels; null while nobody knows. */
  readonly height: number | null;
};

type Host = ReactiveControllerHost & {readonly renderRoot: HTMLElement | DocumentFragment};

/**
 * Draws of a long list only what is in sight or near it, block by block: a thousand entries cost what fifty do. The host
 * draws an element with `data-block` for each block, empty where it is not drawn.
 */
export class BlockController implements ReactiveController {
  readonly #host: Host;
  readonly #near = new Set<string>();
  readonly #heights = new Map<string, number>();
  readonly #observer: IntersectionObserver;
  #observed: readonly Element[] = [];

  constructor(host: Host) {
    this.#host = host;
    // `scrollMargin` reaches beyond the edges of a scroller inside the page, `rootMargin` beyond the window's.
    const options = {rootMargin: NEAR, scrollMargin: NEAR};
    this.#observer = new IntersectionObserver((entries) => this.#follow(entries), options);
    host.addController(this);
  }

  /**
   * @param name tells several lists of one host apart
   * @param always whether an entry has to be drawn wherever it is: the one with the focus
   */
  blocksOf<T>(name: string, entries: readonly T[], always: (entry: T) => boolean = () => false): readonly Block<T>[] {
    const blocks: Block<T>[] = [];
    for (let firstPlace = 0; firstPlace < entries.length; firstPlace += BLOCK_SIZE) {
      const id = `${name}-${firstPlace / BLOCK_SIZE}`;
      const own = entries.slice(firstPlace, firstPlace + BLOCK_SIZE);
      const drawn = firstPlace === 0 || this.#near.has(id) || own.some(always);
      blocks.push({id, entries: own, firstPlace, drawn, height: this.#heights.get(id) ?? null});
    }
    return blocks;
  }

  hostUpdated(): void {
    const now = [...this.#host.renderRoot.querySelectorAll('[data-block]')];
    if (now.length === this.#observed.length && now.every((each, at) => each === this.#observed[at])) return;
    for (const each of this.#observed) if (!now.includes(each)) this.#observer.unobserve(each);
    for (const each of now) if (!this.#observed.includes(each)) this.#observer.observe(each);
    this.#observed = now;
  }

  hostConnected(): void {
    if (this.#observed.length > 0) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#observed = [];
    this.#near.clear();
  }

  #follow(changes: readonly IntersectionObserverEntry[]): void {
    for (const {target, isIntersecting, boundingClientRect} of changes) {
      const id = target.getAttribute('data-block') ?? '';
      if (isIntersecting) this.#near.add(id);
      else if (this.#near.delete(id)) this.#heights.set(id, boundingClientRect.height);
    }
    this.#host.requestUpdate();
  }
}
