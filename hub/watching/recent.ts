/** The last of something, the newest first. */
export class Recent<T> {
  readonly #most: number;
  readonly #kept: T[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(item: T): void {
    this.#kept.unshift(item);
    if (this.#kept.length > this.#most) this.#kept.pop();
  }

  get all(): readonly T[] {
    return this.#kept;
  }
}

/** A value that as many per cent of the others do not exceed; null when there are none. */
export function percentile(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? null;
}
