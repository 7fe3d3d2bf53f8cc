import * as v from 'valibot';
import type {LocationMemory} from '../../domain/confirmed-location.ts';

const KEY = 'cordboard-location-confirmed';

const schema = v.object({confirmedAt: v.number(), zone: v.string()});

/** That somebody confirmed where they are in this browser, and by which zone its clock went then. Neither a place nor a name. */
export class ConfirmedHere {
  readonly #storage: Storage | null;
  /** For a frame without storage. */
  #last: LocationMemory | null = null;

  constructor(storage: Storage | null = ownStorage()) {
    this.#storage = storage;
  }

  read(): LocationMemory | null {
    try {
      const parsed = v.safeParse(schema, JSON.parse(this.#storage?.getItem(KEY) ?? 'null'));
      return parsed.success ? parsed.output : this.#last;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof DOMException) return this.#last;
      throw error;
    }
  }

  write(memory: LocationMemory | null): void {
    this.#last = memory;
    try {
      if (memory === null) this.#storage?.removeItem(KEY);
      else this.#storage?.setItem(KEY, JSON.stringify(memory));
    } catch (error) {
      // Full, or forbidden since: it is asked again next time.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

function ownStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
