/** More texts than these are not the hub's own: a list of varying length makes a new one each time. */
const NAMES_MAX = 1_000;

/** Under which name a statement is prepared on every connection. One is given at its second use: what is asked once is not kept. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #usedOnce = new Set<string>();
  #next = 1;

  /** Null: run it without preparing it. */
  of(text: string): string | null {
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    if (this.#names.size >= NAMES_MAX) return null;
    if (this.#usedOnce.delete(text)) return this.#give(text);
    if (this.#usedOnce.size >= NAMES_MAX) this.#usedOnce.clear();
    this.#usedOnce.add(text);
    return null;
  }

  /** The prepared one is of no use any more; the next use prepares it anew, under another name. */
  renew(text: string): void {
    this.#give(text);
  }

  #give(text: string): string {
    const name = `cordboard_${this.#next++}`;
    this.#names.set(text, name);
    return name;
  }
}
