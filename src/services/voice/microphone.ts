import type {VoiceResult} from './voice-adapter.ts';
import {microphoneError, voiceError} from './voice-errors.ts';

export interface MicrophoneOptions {
  readonly deviceId?: string | undefined;
  /** Laid over the defaults, for instance to switch the browser's processing off for a tone. */
  readonly constraints?: MediaTrackConstraints | undefined;
}

/**
 * The microphone, opened when the first leg needs it and let go when the last one is done, so that the browser's
 * recording mark tells the truth. Each leg gets a track of its own: muting one leg must not mute another.
 */
export class Microphone {
  readonly #constraints: MediaTrackConstraints;
  readonly #tracks = new Set<MediaStreamTrack>();
  #deviceId: string | undefined;
  #stream: Promise<MediaStream> | null = null;

  constructor(options: MicrophoneOptions) {
    this.#deviceId = options.deviceId;
    this.#constraints = options.constraints ?? {};
  }

  /** @returns a track that the caller gives back with `release` */
  async acquire(): Promise<VoiceResult<MediaStreamTrack>> {
    if (!isSecureContext || !('mediaDevices' in navigator)) return {ok: false, error: voiceError('insecure-context')};
    const opening = (this.#stream ??= navigator.mediaDevices.getUserMedia({audio: this.#wanted()}));
    try {
      const [track] = (await opening).getAudioTracks();
      // Another device was chosen, or the last leg ended, while this one was being opened.
      if (this.#stream !== opening) return this.acquire();
      if (track === undefined) return {ok: false, error: voiceError('microphone-missing')};
      const copy = track.clone();
      this.#tracks.add(copy);
      return {ok: true, value: copy};
    } catch (cause) {
      if (this.#stream === opening) this.#stream = null;
      return {ok: false, error: microphoneError(cause)};
    }
  }

  release(track: MediaStreamTrack): void {
    track.stop();
    if (this.#tracks.delete(track) && this.#tracks.size === 0) this.#drop();
  }

  /**
   * From now on `acquire` gives tracks of this device. Tracks given out before go on until they are released.
   * @param deviceId undefined means the system's default
   */
  select(deviceId: string | undefined): void {
    this.#deviceId = deviceId;
    this.#drop();
  }

  #wanted(): MediaTrackConstraints {
    const device = this.#deviceId === undefined ? {} : {deviceId: {exact: this.#deviceId}};
    return {echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device, ...this.#constraints};
  }

  /** Stops the original; copies of it go on by themselves. */
  #drop(): void {
    const stream = this.#stream;
    this.#stream = null;
    // A failed opening has been reported to whoever asked for it.
    stream?.then(
      (opened) => opened.getTracks().forEach((track) => track.stop()),
      () => undefined,
    );
  }
}
