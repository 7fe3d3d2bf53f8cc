import {BrowserPromptPlayer, type PromptPlayer} from '../administration/prompt-player.ts';
import type {VoicemailSpeed} from './voicemail-ports.ts';

const MS_PER_SECOND = 1_000;

/** Plays one message at a time, from any place in it. */
export type MessagePlayer = PromptPlayer & {
  pause(): void;
  /** Goes on where it was paused. @throws {SdkError} `media-failed` */
  resume(): Promise<void>;
  seek(placeMs: number): void;
  setSpeed(speed: VoicemailSpeed): void;
};

/** By the same element that plays prompts. */
export class BrowserMessagePlayer extends BrowserPromptPlayer implements MessagePlayer {
  readonly #onPlace: (placeMs: number) => void;
  #speed: VoicemailSpeed = 1;

  /** @param onPlace hears some times a second how far it is */
  constructor(onPlace: (placeMs: number) => void) {
    super();
    this.#onPlace = onPlace;
  }

  override async play(sound: Blob, onEnd: () => void): Promise<void> {
    const heard = super.play(sound, onEnd);
    const {element} = this;
    if (element !== null) {
      element.playbackRate = this.#speed;
      element.addEventListener('timeupdate', () => {
        if (this.element === element) this.#onPlace(element.currentTime * MS_PER_SECOND);
      });
    }
    await heard;
  }

  pause(): void {
    this.element?.pause();
  }

  async resume(): Promise<void> {
    await this.start();
  }

  seek(placeMs: number): void {
    if (this.element !== null) this.element.currentTime = placeMs / MS_PER_SECOND;
  }

  setSpeed(speed: VoicemailSpeed): void {
    this.#speed = speed;
    if (this.element !== null) this.element.playbackRate = speed;
  }
}
