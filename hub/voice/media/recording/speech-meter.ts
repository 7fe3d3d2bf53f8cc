import {createDecoder, isOpusError, type OpusDecoderHandle} from 'libopus-wasm';
import {loudnessOf, SPEAKING_ABOVE} from '../mixing/loudness.ts';
import {perMs, type Placed} from './timeline.ts';

/** Shorter than this it is a click and no voice: 60 ms. */
const ONSET = 60 * perMs;

/**
 * For how long somebody was heard: the time of the packets that are louder than a quiet room, where they are at least
 * 60 ms long together. Pauses do not count. It cannot tell a voice from other sound.
 */
export class SpeechMeter {
  #decoder: OpusDecoderHandle | null = null;
  /** Until there is a decoder, a moment after the beginning. */
  #waiting: Placed[] = [];
  /** Samples in a row that were loud. */
  #loud = 0;
  #heard = 0;
  #freed = false;
  /** There is no decoder: whatever is no silence counts as heard, for it may be a voice. */
  #deaf = false;

  constructor() {
    this.#begin().catch(() => this.#deafen());
  }

  get heardMs(): number {
    return Math.round(this.#heard / perMs);
  }

  hear(placed: Placed): void {
    if (this.#deaf) this.#trust(placed);
    else if (this.#decoder === null) this.#waiting.push(placed);
    else this.#count(placed, this.#decoder);
  }

  free(): void {
    this.#freed = true;
    this.#waiting = [];
    this.#decoder?.free();
    this.#decoder = null;
  }

  async #begin(): Promise<void> {
    const decoder = await createDecoder({sampleRate: 48_000, channels: 1});
    if (this.#freed) return decoder.free();
    this.#decoder = decoder;
    for (const placed of this.#waiting) this.#count(placed, decoder);
    this.#waiting = [];
  }

  #deafen(): void {
    this.#deaf = true;
    for (const placed of this.#waiting) this.#trust(placed);
    this.#waiting = [];
  }

  #trust({silent, samples}: Placed): void {
    if (!silent) this.#heard += samples;
  }

  #count(placed: Placed, decoder: OpusDecoderHandle): void {
    if (placed.silent || !isLoud(placed.payload, decoder)) {
      this.#loud = 0;
      return;
    }
    const before = this.#loud;
    this.#loud += placed.samples;
    if (this.#loud >= ONSET) this.#heard += before >= ONSET ? placed.samples : this.#loud;
  }
}

/** What no decoder takes is heard by nobody; a decoder that breaks has the last word on nothing. */
function isLoud(payload: Uint8Array, decoder: OpusDecoderHandle): boolean {
  try {
    return loudnessOf(decoder.decodeFloat(payload)) >= SPEAKING_ABOVE;
  } catch (error) {
    return !isOpusError(error);
  }
}
