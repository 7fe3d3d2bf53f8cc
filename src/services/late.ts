import {backoffMs} from '../api/backoff.ts';
import {SdkError} from '../api/errors.ts';

/**
 * A part of the desk in a chunk of its own, made once. Whoever needs it waits for it; what did not load is loaded again
 * when it is next needed.
 */
export class Late<T> {
  readonly #load: () => Promise<T>;
  #coming: Promise<T> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** @throws {SdkError} `media-failed` when it cannot be loaded, `closed` when nobody wants it any more */
  get(): Promise<T> {
    this.#coming ??= this.#fetch();
    return this.#coming;
  }

  /** Loads it before anybody needs it, and again for as long as that fails; `onFailure` hears of each time. */
  async prefetch(onFailure: () => void, attempt = 0): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await this.get();
    } catch {
      if (this.#ended) return;
      onFailure();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.prefetch(onFailure, attempt + 1), backoffMs(attempt, Math.random()));
    }
  }

  /** What has been made until now, to be disposed of; nothing is made any more. */
  async end(): Promise<T | null> {
    this.#ended = true;
    clearTimeout(this.#timer);
    const coming = this.#coming;
    if (coming === null) return null;
    return coming.catch(() => null);
  }

  async #fetch(): Promise<T> {
    try {
      if (this.#ended) throw new SdkError('closed', 'The desk is closed.');
      return await this.#load();
    } catch (cause) {
      this.#coming = null;
      throw cause instanceof SdkError
        ? cause
        : new SdkError('media-failed', 'A part of the desk did not load. Check the network: it is tried again.', {
            cause,
          });
    }
  }
}
