import {type OpusDecoderHandle, isOpusError} from 'libopus-wasm';
import {samplesPerFrame} from '../rtp-rewriter.ts';
import {JitterBuffer, type Next} from './jitter-buffer.ts';
import {SilenceDetector, SpeakingDetector, loudnessOf} from './loudness.ts';

/** Packets in a row that are guessed from what was before them. */
const GUESSES_MAX = 10;

const NOTHING = new Float32Array(0);

/** One voice on its way into the mix: packets in, one frame of sound out every 20 ms. */
export class Speaker {
  readonly #decoder: OpusDecoderHandle;
  readonly #speaking = new SpeakingDetector();
  readonly #silence = new SilenceDetector();
  #buffer = new JitterBuffer();
  /** Decoded sound that is not a whole frame, or more than one: senders may pack shorter and longer frames. */
  #rest = NOTHING;
  /** Samples of a packet, as of the last one. */
  #packetSamples = samplesPerFrame;
  #run = -1;
  /** Packets in a row that nothing was known of. */
  #guesses = 0;

  constructor(decoder: OpusDecoderHandle) {
    this.#decoder = decoder;
  }

  get speaking(): boolean {
    return this.#speaking.speaking;
  }

  /** Whether packets are played already, or only kept until there are enough. */
  get state(): 'away' | 'filling' | 'flowing' {
    if (!this.#buffer.filling) return 'flowing';
    return this.#buffer.depth > 0 ? 'filling' : 'away';
  }

  /** @param run the sender's numbering: another one begins anew, as after a reload */
  put(run: number, sequence: number, payload: Uint8Array | null): void {
    if (run !== this.#run) {
      this.#run = run;
      this.#buffer = new JitterBuffer();
    }
    this.#buffer.put(sequence, payload);
  }

  /** The next 20 ms, or null when there has been nothing to hear for a while: no packets, or a quiet microphone. */
  frame(): Float32Array | null {
    const pcm = this.#speaking.speaking ? this.#whole() : this.#inPause();
    const loudness = pcm === null ? 0 : loudnessOf(pcm);
    this.#speaking.hear(loudness);
    this.#silence.hear(loudness);
    if (this.#silence.silent) return null;
    return pcm ?? new Float32Array(samplesPerFrame);
  }

  free(): void {
    this.#decoder.free();
  }

  /** Where nobody notices: a packet less, or a frame more, if the buffer wishes so. */
  #inPause(): Float32Array | null {
    const {wish} = this.#buffer;
    if (wish === null) return this.#whole();
    this.#buffer.adjusted();
    if (wish === 'longer') return null;
    this.#decode(this.#buffer.take());
    return this.#whole();
  }

  /** Exactly one frame: what is more waits, what is less is filled up from the next packet. */
  #whole(): Float32Array | null {
    while (this.#rest.length < samplesPerFrame) {
      const decoded = this.#decode(this.#buffer.take());
      if (decoded === null) return this.#lastOf();
      // The commonest by far; and the decoder hands out memory of its own for each packet.
      if (this.#rest.length === 0 && decoded.length === samplesPerFrame) return decoded;
      const all = new Float32Array(this.#rest.length + decoded.length);
      all.set(this.#rest);
      all.set(decoded, this.#rest.length);
      this.#rest = all;
    }
    const frame = this.#rest.slice(0, samplesPerFrame);
    this.#rest = this.#rest.slice(samplesPerFrame);
    return frame;
  }

  #lastOf(): Float32Array | null {
    if (this.#rest.length === 0) return null;
    const frame = new Float32Array(samplesPerFrame);
    frame.set(this.#rest);
    this.#rest = NOTHING;
    return frame;
  }

  #decode(next: Next): Float32Array | null {
    switch (next.kind) {
      case 'packet':
        return this.#decoded(next.payload);
      case 'lost':
        return next.following === null ? this.#guess() : this.#copyIn(next.following);
      case 'silent':
      case 'none':
        return null;
      default:
        return next satisfies never;
    }
  }

  #decoded(payload: Uint8Array): Float32Array {
    return this.#guarded(payload, () => {
      const pcm = this.#decoder.decodeFloat(payload);
      this.#packetSamples = pcm.length;
      this.#guesses = 0;
      return pcm;
    });
  }

  /** The sound of a lost packet from its copy in the one after it, where that has one. */
  #copyIn(following: Uint8Array): Float32Array {
    const frameSize = this.#packetSamples;
    return this.#guarded(following, () => this.#decoder.decodeFloat(following, {decodeFec: true, frameSize}));
  }

  /** What no decoder takes is as good as lost: one party's broken packets are not everybody's matter. */
  #guarded(payload: Uint8Array, decode: () => Float32Array): Float32Array {
    if (payload.length === 0) return this.#guess();
    try {
      return decode();
    } catch (error) {
      if (!isOpusError(error)) throw error;
      return this.#guess();
    }
  }

  /** For a moment: the same sound for ever is no repair. */
  #guess(): Float32Array {
    this.#guesses += 1;
    if (this.#guesses > GUESSES_MAX) return new Float32Array(this.#packetSamples);
    return this.#decoder.decodePacketLossFloat(this.#packetSamples);
  }
}
