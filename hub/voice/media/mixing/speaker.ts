import type {OpusDecoderHandle} from 'libopus-wasm';
import {samplesPerFrame} from '../rtp-rewriter.ts';
import {JitterBuffer, type Next} from './jitter-buffer.ts';
import {SpeakingDetector, loudnessOf} from './loudness.ts';

const SILENCE = new Float32Array(samplesPerFrame);

/** One voice on its way into the mix: packets in, one frame of sound out every 20 ms. */
export class Speaker {
  readonly #decoder: OpusDecoderHandle;
  readonly #detector = new SpeakingDetector();
  #buffer = new JitterBuffer();
  /** Decoded sound that is more than a frame: senders may pack longer frames. */
  #rest = SILENCE.subarray(0, 0);
  #run = -1;

  constructor(decoder: OpusDecoderHandle) {
    this.#decoder = decoder;
  }

  get speaking(): boolean {
    return this.#detector.speaking;
  }

  /** @param run the sender's numbering: another one begins anew, as after a reload */
  put(run: number, sequence: number, payload: Uint8Array | null): void {
    if (run !== this.#run) {
      this.#run = run;
      this.#buffer = new JitterBuffer();
    }
    this.#buffer.put(sequence, payload);
  }

  /** The next 20 ms, or null when there is nothing to hear. */
  frame(): Float32Array | null {
    const pcm = this.#rest.length >= samplesPerFrame ? this.#fromRest() : this.#decode(this.#buffer.take());
    this.#detector.hear(pcm === null ? 0 : loudnessOf(pcm));
    return pcm;
  }

  free(): void {
    this.#decoder.free();
  }

  #decode(next: Next): Float32Array | null {
    switch (next.kind) {
      case 'packet':
        return this.#whole(this.#decoder.decodeFloat(next.payload));
      case 'lost':
        return this.#whole(
          next.following === null
            ? this.#decoder.decodePacketLossFloat(samplesPerFrame)
            : this.#decoder.decodeFloat(next.following, {decodeFec: true, frameSize: samplesPerFrame}),
        );
      case 'silent':
      case 'none':
        return null;
      default:
        return next satisfies never;
    }
  }

  /** Exactly one frame; what is more waits, what is less is filled up. The decoder's memory is used again, so it is copied. */
  #whole(decoded: Float32Array): Float32Array {
    if (decoded.length === samplesPerFrame) return decoded.slice();
    const all = new Float32Array(this.#rest.length + decoded.length);
    all.set(this.#rest);
    all.set(decoded, this.#rest.length);
    this.#rest = all;
    return this.#fromRest();
  }

  #fromRest(): Float32Array {
    const frame = new Float32Array(samplesPerFrame);
    frame.set(this.#rest.subarray(0, samplesPerFrame));
    this.#rest = this.#rest.slice(samplesPerFrame);
    return frame;
  }
}
