import {SdkError} from '../../api/errors.ts';

/** Plays one sound at a time: a later one takes its place. */
export type PromptPlayer = {
  /** Resolves when it is heard. @throws {SdkError} `media-failed` */
  play(sound: Blob, onEnd: () => void): Promise<void>;
  stop(): void;
};

/** By an audio element that is never put into the page. */
export class BrowserPromptPlayer implements PromptPlayer {
  #element: HTMLAudioElement | null = null;

  /** What is played; null: nothing is. */
  protected get element(): HTMLAudioElement | null {
    return this.#element;
  }

  async play(sound: Blob, onEnd: () => void): Promise<void> {
    this.stop();
    const element = new Audio(URL.createObjectURL(sound));
    this.#element = element;
    element.addEventListener('ended', () => {
      if (this.#element !== element) return;
      this.stop();
      onEnd();
    });
    await this.start();
  }

  stop(): void {
    const element = this.#element;
    this.#element = null;
    if (element === null) return;
    element.pause();
    URL.revokeObjectURL(element.src);
    element.removeAttribute('src');
  }

  /** @throws {SdkError} `media-failed` */
  protected async start(): Promise<void> {
    const element = this.#element;
    if (element === null) return;
    try {
      await element.play();
    } catch (cause) {
      // Another sound, a pause, or silence, took its place meanwhile: that is no failure.
      if (this.#element !== element || (element.paused && element.error === null && isAborted(cause))) return;
      this.stop();
      throw new SdkError('media-failed', 'This browser does not play it. Try another browser.', {cause});
    }
  }
}

function isAborted(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'AbortError';
}
