import {Listeners} from './listeners.ts';
import type {Unsubscribe, VoiceError, VoiceResult} from './voice-adapter.ts';
import {microphoneError, voiceError} from './voice-errors.ts';

export interface MicrophoneOptions {
  readonly deviceId?: string | undefined;
  /** Laid over the defaults, for instance to switch the browser's processing off for a tone. */
  readonly constraints?: MediaTrackConstraints | undefined;
}

export interface MicrophoneEvents {
  /** The browser gave it out; the label names the device. */
  readonly opened: {readonly label: string};
  readonly failed: VoiceError;
  /** It went while it was in use: unplugged, or the permission was taken back. */
  readonly ended: {readonly label: string};
}

/** What a constraint that nobody can fulfil is answered with (Media Capture and Streams §10.2): the device is not there. */
const GONE: readonly string[] = ['OverconstrainedError', 'NotFoundError'];

/**
 * The microphone, opened when the first leg needs it and let go when the last one is done, so that the browser's
 * recording mark tells the truth. Each leg gets a track of its own: muting one leg must not mute another. A chosen
 * device that is not there is replaced by the system's: a call without sound helps nobody.
 */
export class Microphone {
  readonly #constraints: MediaTrackConstraints;
  /** What was given out, and of which opening. */
  readonly #tracks = new Map<MediaStreamTrack, Promise<MediaStream>>();
  readonly #listeners = new Listeners<MicrophoneEvents>();
  #deviceId: string | undefined;
  #stream: Promise<MediaStream> | null = null;

  constructor(options: MicrophoneOptions) {
    this.#deviceId = options.deviceId;
    this.#constraints = options.constraints ?? {};
  }

  /** The chosen device; undefined means the system's default. */
  get deviceId(): string | undefined {
    return this.#deviceId;
  }

  /** Whether somebody has a track of it. */
  get inUse(): boolean {
    return this.#tracks.size > 0;
  }

  on<K extends keyof MicrophoneEvents>(event: K, listener: (value: MicrophoneEvents[K]) => void): Unsubscribe {
    return this.#listeners.add(event, listener);
  }

  /** @returns a track that the caller gives back with `release` */
  async acquire(): Promise<VoiceResult<MediaStreamTrack>> {
    if (!isSecureContext || !('mediaDevices' in navigator)) return this.#failed(voiceError('insecure-context'));
    const opening = (this.#stream ??= this.#open());
    try {
      const [track] = (await opening).getAudioTracks();
      // Another device was chosen, or the last leg ended, while this one was being opened.
      if (this.#stream !== opening) return await this.acquire();
      if (track === undefined) return this.#failed(voiceError('microphone-missing'));
      return {ok: true, value: this.#handOut(track, opening)};
    } catch (cause) {
      if (this.#stream === opening) this.#stream = null;
      return this.#failed(microphoneError(cause));
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
    if (deviceId === this.#deviceId) return;
    this.#deviceId = deviceId;
    this.#drop();
  }

  async #open(): Promise<MediaStream> {
    const ask = (deviceId: string | undefined) => navigator.mediaDevices.getUserMedia({audio: this.#wanted(deviceId)});
    const deviceId = this.#deviceId;
    if (deviceId === undefined) return ask(undefined);
    try {
      return await ask(deviceId);
    } catch (cause) {
      if (!(cause instanceof Error) || !GONE.includes(cause.name)) throw cause;
      return ask(undefined);
    }
  }

  #wanted(deviceId: string | undefined): MediaTrackConstraints {
    const device = deviceId === undefined ? {} : {deviceId: {exact: deviceId}};
    return {echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device, ...this.#constraints};
  }

  #handOut(track: MediaStreamTrack, opening: Promise<MediaStream>): MediaStreamTrack {
    const copy = track.clone();
    this.#tracks.set(copy, opening);
    copy.addEventListener('ended', () => this.#ended(copy));
    this.#listeners.emit('opened', {label: track.label});
    return copy;
  }

  /** The browser fires `ended` only for what it ended itself, never for `stop()`. */
  #ended(copy: MediaStreamTrack): void {
    // Of several copies the first one tells; what was opened since is another device's.
    if (this.#stream === null || this.#tracks.get(copy) !== this.#stream) return;
    this.#drop();
    this.#listeners.emit('ended', {label: copy.label});
  }

  #failed(error: VoiceError): VoiceResult<MediaStreamTrack> {
    this.#listeners.emit('failed', error);
    return {ok: false, error};
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
