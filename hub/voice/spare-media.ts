import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {MediaProcess} from './media-client.ts';
import {MediaError} from './media-error.ts';

type Given = {
  readonly log: HubLog;
  readonly start: (beside: MediaProcess) => Promise<MediaProcess>;
};

/** After one that could not be started, or ended by itself. */
const AGAIN_AFTER_MS = 30_000;

/**
 * One more media process, started and idle, so that nobody waits for a program to start when the one with the calls dies.
 * There is one as soon as there are calls.
 */
export class SpareMedia {
  readonly #given: Given;
  #media: MediaProcess | null = null;
  #starting: Promise<void> | null = null;
  #notBeforeMs = 0;
  #stopped = false;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Sees to it that there will be one. */
  want(beside: MediaProcess): void {
    if (this.#stopped || this.#media !== null || this.#starting !== null || performance.now() < this.#notBeforeMs)
      return;
    this.#starting = this.#start(beside);
  }

  /** The caller's from now on. Null: there is none, or it does not answer. */
  take(): MediaProcess | null {
    const media = this.#media;
    this.#media = null;
    return media?.isConnected === true ? media : null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#starting;
    const media = this.take();
    if (media !== null) await end(media);
  }

  async #start(beside: MediaProcess): Promise<void> {
    try {
      const media = await this.#given.start(beside);
      this.#media = media;
      media.on('gone', () => this.#lost(media));
      this.#given.log.info({pid: media.pid}, 'one more media process is kept ready');
    } catch (error) {
      this.#given.log.warn({error: describe(error)}, 'no media process could be started to be kept ready');
      this.#later();
    } finally {
      this.#starting = null;
    }
  }

  #lost(media: MediaProcess): void {
    if (this.#media !== media) return;
    this.#media = null;
    this.#later();
  }

  #later(): void {
    this.#notBeforeMs = performance.now() + AGAIN_AFTER_MS;
  }
}

/** It ends by itself when nobody is connected to it. */
async function end(media: MediaProcess): Promise<void> {
  try {
    await media.stop();
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    media.detach();
  }
}
