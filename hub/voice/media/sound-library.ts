import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {DIGITS, DIGIT_PAUSE_MS, DIGIT_TONE_MS} from '../../../src/domain/dial-digits.ts';
import {encodeLoop, laterLoop, sampleRate, type FrameLoop, type GrowingLoop} from './frame-loop.ts';
import {log} from './log.ts';
import {opusPackets} from './ogg-opus.ts';
import {
  musicSeconds,
  recordToneMs,
  ringbackCadence,
  synthesiseDigit,
  synthesiseMusic,
  synthesiseRecordTone,
  synthesiseRingback,
} from './synthesis.ts';

/** Beside this file, in the package as in the sources. */
const OURS = fileURLToPath(new URL('./sounds/', import.meta.url));

/** Of each kind of ringback one country that has it; none is the European one. */
const ringbackCountries = [undefined, 'US', 'GB'];

interface Sounds {
  readonly silence: FrameLoop;
  readonly music: FrameLoop;
  /** By cadence. */
  readonly ringback: ReadonlyMap<string, FrameLoop>;
  readonly digits: ReadonlyMap<string, FrameLoop>;
  /** Played by their names where no folder has a file of that name. */
  readonly named: ReadonlyMap<string, FrameLoop>;
}

/** Everything the media process can play by itself, encoded once. */
export class SoundLibrary {
  readonly #sounds: Sounds;
  readonly #growing: readonly GrowingLoop[];

  readonly #folders: readonly string[];
  readonly #named = new Map<string, FrameLoop>();
  readonly #missing = new Set<string>();

  private constructor(sounds: Sounds, growing: readonly GrowingLoop[], folders: readonly string[]) {
    this.#sounds = sounds;
    this.#growing = growing;
    this.#folders = folders;
  }

  /**
   * What it plays is silence until `finish`.
   * @param folders looked into before our own
   */
  static async make(folders: readonly string[] = []): Promise<SoundLibrary> {
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
    const named = new Map([['record-tone', later(recordToneMs, synthesiseRecordTone)]]);
    const sounds = {silence, music: music.loop, ringback: new Map(ringback), digits: new Map(digits), named};
    return new SoundLibrary(sounds, growing, [...folders, OURS]);
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

  /** From the folders, the first that has it, or of our own making; empty when there is none, which is logged once: it may come yet. */
  named(name: string): FrameLoop {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    const path = pathOf(this.#folders, name);
    const made = this.#sounds.named.get(name);
    if (path === undefined && made !== undefined) return made;
    const loop = {frames: readSound(path, name, this.#missing)};
    if (loop.frames.length > 0) this.#named.set(name, loop);
    return loop;
  }

  /** A digit and the pause after it. */
  digit(digit: string): FrameLoop {
    return this.#sounds.digits.get(digit) ?? this.silence;
  }
}

/** Names are the organisation's words: only a file of the folder itself can be meant. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,79}$/;

function pathOf(folders: readonly string[], name: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  return folders.map((folder) => join(folder, `${name}.opus`)).find((each) => existsSync(each));
}

function readSound(path: string | undefined, name: string, missing: Set<string>): readonly Uint8Array[] {
  if (path === undefined) {
    if (missing.has(name)) return [];
    missing.add(name);
    log('warn', 'no-such-sound', {sound: NAME.test(name) ? name : 'a name that is none'});
    return [];
  }
  try {
    return opusPackets(readFileSync(path));
  } catch (error) {
    log('warn', 'unreadable-sound', {sound: name, name: error instanceof Error ? error.name : 'unknown'});
    return [];
  }
}
