import type {Unsubscribe} from './voice-adapter.ts';

/** Who listens to what, typed by a map from event to value. */
export class Listeners<Events> {
  readonly #all: {[K in keyof Events]?: Set<(value: Events[K]) => void>} = {};

  add<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): Unsubscribe {
    const set: Set<(value: Events[K]) => void> = this.#all[event] ?? new Set();
    this.#all[event] = set;
    set.add(listener);
    return () => set.delete(listener);
  }

  emit<K extends keyof Events>(event: K, value: Events[K]): void {
    // A copy: a listener may leave while it is being called.
    for (const listener of [...(this.#all[event] ?? [])]) listener(value);
  }

  clear(): void {
    for (const event in this.#all) delete this.#all[event];
  }
}
