import {DIGITS} from '../../../src/domain/dial-digits.ts';
import {encodeLoop, sampleRate, type FrameLoop} from './frame-loop.ts';
import {ringbackCadence, synthesiseDigit, synthesiseMusic, synthesiseRingback} from './synthesis.ts';

/** Of each kind of ringback one country that has it; none is the European one. */
const ringbackCountries = [undefined, 'US', 'GB'];

/** Everything the media process can play by itself, encoded once at start-up. */
export class SoundLibrary {
  readonly silence: FrameLoop;
  readonly music: FrameLoop;
  readonly #ringback: ReadonlyMap<string, FrameLoop>;
  readonly #digits: ReadonlyMap<string, FrameLoop>;

  private constructor(
    silence: FrameLoop,
    music: FrameLoop,
    ringback: ReadonlyMap<string, FrameLoop>,
    digits: ReadonlyMap<string, FrameLoop>,
  ) {
    this.silence = silence;
    this.music = music;
    this.#ringback = ringback;
    this.#digits = digits;
  }

  /** Takes a few hundred milliseconds of one core, most of them for encoding 24 s of music. */
  static async make(): Promise<SoundLibrary> {
    const ringback = new Map<string, FrameLoop>();
    for (const country of ringbackCountries) {
      const cadence = ringbackCadence(country);
      ringback.set(JSON.stringify(cadence), await encodeLoop(synthesiseRingback(cadence)));
    }
    const digits = new Map<string, FrameLoop>();
    for (const digit of DIGITS) digits.set(digit, await encodeLoop(synthesiseDigit(digit)));
    const silence = await encodeLoop(new Float32Array(sampleRate / 5));
    return new SoundLibrary(silence, await encodeLoop(synthesiseMusic()), ringback, digits);
  }

  /** @param country ISO 3166-1 alpha-2 of the called number */
  ringback(country: string | undefined): FrameLoop {
    return this.#ringback.get(JSON.stringify(ringbackCadence(country))) ?? this.silence;
  }

  /** A digit and the pause after it. */
  digit(digit: string): FrameLoop {
    return this.#digits.get(digit) ?? this.silence;
  }
}
