import {DIGITS, DIGIT_PAUSE_MS, DIGIT_TONE_MS} from '../../../src/domain/dial-digits.ts';
import {encodeLoop, laterLoop, sampleRate, type FrameLoop, type GrowingLoop} from './frame-loop.ts';
import {musicSeconds, ringbackCadence, synthesiseDigit, synthesiseMusic, synthesiseRingback} from './synthesis.ts';

/** Of each kind of ringback one country that has it; none is the European one. */
const ringbackCountries = [undefined, 'US', 'GB'];

interface Sounds {
  readonly silence: FrameLoop;
  readonly music: FrameLoop;
  /** By cadence. */
  readonly ringback: ReadonlyMap<string, FrameLoop>;
  readonly digits: ReadonlyMap<string, FrameLoop>;
}

/** Everything the media process can play by itself, encoded once. */
export class SoundLibrary {
  readonly #sounds: Sounds;
  readonly #growing: readonly GrowingLoop[];

  private constructor(sounds: Sounds, growing: readonly GrowingLoop[]) {
    this.#sounds = sounds;
    this.#growing = growing;
  }

  /** What it plays is silence until `finish`. */
  static async make(): Promise<SoundLibrary> {
    const silence = await encodeLoop(new Float32Array(sampleRate / 5));
    const filler = silence.frames[0] ?? new Uint8Array();
    const music = laterLoop(musicSeconds * 1000, synthesiseMusic, filler);
    const growing = [music];
    const later = (lengthMs: number, make: () => Float32Array): FrameLoop => {
      const sound = laterLoop(lengthMs, make, filler);
      growing.push(sound);
      return sound.loop;
    };
    const ringback = ringbackCountries.map((country) => {
      const cadence = ringbackCadence(country);
      const lengthMs = cadence.onOffMs.reduce((sum, ms) => sum + ms, 0);
      return [JSON.stringify(cadence), later(lengthMs, () => synthesiseRingback(cadence))] as const;
    });
    const digits = Array.from(DIGITS).map(
      (digit) => [digit, later(DIGIT_TONE_MS + DIGIT_PAUSE_MS, () => synthesiseDigit(digit))] as const,
    );
    const sounds = {silence, music: music.loop, ringback: new Map(ringback), digits: new Map(digits)};
    return new SoundLibrary(sounds, growing);
  }

  /** Makes all sounds, the music first; to be called once. */
  async finish(): Promise<void> {
    for (const sound of this.#growing) await sound.finish();
  }

  get silence(): FrameLoop {
    return this.#sounds.silence;
  }

  get music(): FrameLoop {
    return this.#sounds.music;
  }

  /** @param country ISO 3166-1 alpha-2 of the called number */
  ringback(country: string | undefined): FrameLoop {
    return this.#sounds.ringback.get(JSON.stringify(ringbackCadence(country))) ?? this.silence;
  }

  /** A digit and the pause after it. */
  digit(digit: string): FrameLoop {
    return this.#sounds.digits.get(digit) ?? this.silence;
  }
}
