/** As many requests as a hub could ask about again after a restart. */
const rememberedMax = 5_000;

/** Which requests for digits were played: a hub that died before it noted so asks again, and they must not sound twice. */
export class PlayedDigits {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > rememberedMax && oldest !== undefined) this.#ids.delete(oldest);
  }
}
