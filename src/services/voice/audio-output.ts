import type {VoicePlayback, VoiceResult} from './voice-adapter.ts';
import {voiceError} from './voice-errors.ts';

/**
 * Plays one remote stream. The element is never put into the page, and it is always told to play: one that is only given
 * a stream receives it without a sound.
 */
export class AudioOutput {
  readonly #element = new Audio();
  readonly #onPlayback: (playback: VoicePlayback) => void;
  #playback: VoicePlayback = 'waiting';

  constructor(onPlayback: (playback: VoicePlayback) => void) {
    this.#onPlayback = onPlayback;
    this.#element.autoplay = true;
  }

  get playback(): VoicePlayback {
    return this.#playback;
  }

  get stream(): MediaStream | null {
    const source = this.#element.srcObject;
    return source instanceof MediaStream ? source : null;
  }

  async play(stream: MediaStream): Promise<void> {
    this.#element.srcObject = stream;
    await this.resume();
  }

  async resume(): Promise<VoiceResult<void>> {
    try {
      await this.#element.play();
      this.#set('playing');
      return {ok: true, value: undefined};
    } catch (cause) {
      // AbortError: a newer stream took this one's place, and its own call tells how it went.
      if (!(cause instanceof DOMException) || cause.name === 'AbortError') return {ok: true, value: undefined};
      if (cause.name === 'NotAllowedError') this.#set('autoplay-blocked');
      return {ok: false, error: voiceError('media-failed', cause)};
    }
  }

  /** @param deviceId empty means the system's default. Browsers without a choice of speaker keep theirs. */
  async select(deviceId: string): Promise<VoiceResult<void>> {
    try {
      if ('setSinkId' in this.#element) await this.#element.setSinkId(deviceId);
      return {ok: true, value: undefined};
    } catch (cause) {
      return {ok: false, error: voiceError('media-failed', cause)};
    }
  }

  stop(): void {
    this.#element.pause();
    this.#element.srcObject = null;
    this.#set('waiting');
  }

  #set(playback: VoicePlayback): void {
    if (this.#playback === playback) return;
    this.#playback = playback;
    this.#onPlayback(playback);
  }
}
