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

  async play(sound: Blob, onEnd: () => void): Promise<void> {
    this.stop();
    const element = new Audio(URL.createObjectURL(sound));
    this.#element = element;
    element.addEventListener('ended', () => {
      if (this.#element !== element) return;
      this.stop();
      onEnd();
    });
    try {
      await element.play();
    } catch (cause) {
      // Another sound, or silence, took its place meanwhile: that is no failure.
      if (this.#element !== element) return;
      this.stop();
      throw new SdkError('media-failed', 'This browser does not play it. Try another browser.', {cause});
    }
  }

  stop(): void {
    const element = this.#element;
    this.#element = null;
    if (element === null) return;
    element.pause();
    URL.revokeObjectURL(element.src);
    element.removeAttribute('src');
  }
}
