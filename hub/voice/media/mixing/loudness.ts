/** Full scale is 1: about −42 dBFS, above what a quiet room and a good microphone leave, below soft speech. */
export const SPEAKING_ABOVE = 0.008;

/** Frames of 20 ms that a pause between words may last: 400 ms. */
const PAUSE_FRAMES = 20;

/** Frames in a row that make a voice and not a click. */
const ONSET_FRAMES = 3;

/** Full scale is 1: −60 dBFS, which nobody hears beside a voice. */
const SILENT_BELOW = 0.001;

/** Frames of 20 ms after which who is silent is left out: 1 s. */
const SILENT_AFTER = 50;

/** Root mean square of one frame. */
export function loudnessOf(pcm: Float32Array): number {
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return pcm.length === 0 ? 0 : Math.sqrt(sum / pcm.length);
}

/** Whether somebody is heard speaking, without flickering at every pause. */
export class SpeakingDetector {
  #loud = 0;
  #quiet = PAUSE_FRAMES;

  get speaking(): boolean {
    return this.#loud >= ONSET_FRAMES;
  }

  /** @param loudness of the next frame */
  hear(loudness: number): void {
    if (loudness >= SPEAKING_ABOVE) {
      this.#loud += 1;
      this.#quiet = 0;
      return;
    }
    this.#quiet += 1;
    if (this.#quiet >= PAUSE_FRAMES || this.#loud < ONSET_FRAMES) this.#loud = 0;
  }
}

/**
 * Whether somebody has been silent for so long that leaving them out changes nothing one could hear; so is everybody before
 * their first sound. Told the loudness first and asked then, it lets that first sound through whole.
 */
export class SilenceDetector {
  #quiet = SILENT_AFTER;

  get silent(): boolean {
    return this.#quiet >= SILENT_AFTER;
  }

  /** @param loudness of the next frame */
  hear(loudness: number): void {
    this.#quiet = loudness < SILENT_BELOW ? this.#quiet + 1 : 0;
  }
}
