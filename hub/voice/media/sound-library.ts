import {encodeLoop, sampleRate, type FrameLoop} from './frame-loop.ts';
import {ringbackCadence, synthesiseMusic, synthesiseRingback, type Cadence} from './synthesis.ts';

/** Everything the media process can play by itself, encoded once at start-up. */
export class SoundLibrary {
  readonly silence: FrameLoop;
  readonly music: FrameLoop;
  readonly #ringback: ReadonlyMap<Cadence, FrameLoop>;

  private constructor(silence: FrameLoop, music: FrameLoop, ringback: ReadonlyMap<Cadence, FrameLoop>) {
    this.silence = silence;
    this.music = music;
    this.#ringback = ringback;
  }

  /** Takes a few hundred milliseconds of one core, most of them for encoding 24 s of music. */
  static async make(): Promise<SoundLibrary> {
    const ringback = new Map<Cadence, FrameLoop>();
    for (const cadence of [ringbackCadence(undefined), ringbackCadence('US'), ringbackCadence('GB')]) {
      ringback.set(cadence, await encodeLoop(synthesiseRingback(cadence)));
    }
    const silence = await encodeLoop(new Float32Array(sampleRate / 5));
    return new SoundLibrary(silence, await encodeLoop(synthesiseMusic()), ringback);
  }

  /** @param country ISO 3166-1 alpha-2 of the called number */
  ringback(country: string | undefined): FrameLoop {
    return this.#ringback.get(ringbackCadence(country)) ?? this.silence;
  }
}
