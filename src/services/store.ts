/** A value that others may read and follow, but only its owner may change. */
export type Store<T> = {
  readonly value: T;
  /** Calls `listener` after each change; returns the function that ends it. */
  subscribe(listener: (value: T) => void): () => void;
};

/** The owner's side of a store. Only handlers of hub events (and of the edges: connection, voice) hold one. */
export class WritableStore<T> implements Store<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }
}
