import type {Microphone} from './microphone.ts';
import type {VoiceError, VoiceResult} from './voice-adapter.ts';
import {voiceError} from './voice-errors.ts';

const done: VoiceResult<void> = {ok: true, value: undefined};

/** One leg's own track of the microphone, kept through every connection the leg has. */
export class LegTrack {
  readonly #microphone: Microphone;
  #track: MediaStreamTrack | null = null;
  #muted: boolean;
  #released = false;

  constructor(microphone: Microphone, muted: boolean) {
    this.#microphone = microphone;
    this.#muted = muted;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** @returns true when that is a change */
  mute(muted: boolean): boolean {
    if (this.#track !== null) this.#track.enabled = !muted;
    if (this.#muted === muted) return false;
    this.#muted = muted;
    return true;
  }

  /** The track, opened when it is first needed, or when a device was unplugged or a frozen page lost it. */
  async acquire(): Promise<MediaStreamTrack | VoiceError> {
    if (this.#track?.readyState === 'live') return this.#track;
    this.#drop();
    const acquired = await this.#microphone.acquire();
    if (!acquired.ok) return acquired.error;
    // Hung up or joined twice while the person was being asked for permission.
    if (this.#released || this.#track !== null) {
      this.#microphone.release(acquired.value);
      return this.#track ?? voiceError('media-failed');
    }
    return this.#take(acquired.value);
  }

  /** Sends a track of the microphone that was selected meanwhile, without joining again. */
  async refresh(sender: RTCRtpSender): Promise<VoiceResult<void>> {
    const acquired = await this.#microphone.acquire();
    if (!acquired.ok) return acquired;
    const old = this.#track;
    this.#take(acquired.value);
    await sender.replaceTrack(acquired.value);
    if (old !== null) this.#microphone.release(old);
    return done;
  }

  /** Final. */
  release(): void {
    this.#released = true;
    this.#drop();
  }

  #take(track: MediaStreamTrack): MediaStreamTrack {
    track.enabled = !this.#muted;
    this.#track = track;
    return track;
  }

  #drop(): void {
    if (this.#track !== null) this.#microphone.release(this.#track);
    this.#track = null;
  }
}
