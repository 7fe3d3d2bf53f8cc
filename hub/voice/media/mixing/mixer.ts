import {Application, type OpusEncoderHandle, Signal, createDecoder, createEncoder} from 'libopus-wasm';
import {samplesPerFrame} from '../rtp-rewriter.ts';
import {limit} from './limiter.ts';
import {Speaker} from './speaker.ts';

const SAMPLE_RATE = 48_000;

/** Bits per second of a mix: several voices at once need a little more than one. */
const BITRATE = 32_000;

/** A frame for one listener. */
export type MixedFrame = {readonly legId: string; readonly payload: Uint8Array};

type Listener = {speakers: readonly string[]; readonly encoder: OpusEncoderHandle};

/**
 * Mixes for each listener the voices that listener hears: decode each once, add, limit, encode once for each listener. An
 * encoder stays with its listener whoever comes or goes, so that what they hear goes on without a seam.
 */
export class Mixer {
  readonly #speakers = new Map<string, Speaker>();
  readonly #listeners = new Map<string, Listener>();
  /** Who shall hear whom, while codecs are being made. */
  readonly #wanted = new Map<string, readonly string[]>();
  #settling: Promise<void> = Promise.resolve();

  /** @param speakers whom the listener hears from now on; none: they are no listener any more */
  listen(legId: string, speakers: readonly string[]): Promise<void> {
    if (speakers.length === 0) this.#wanted.delete(legId);
    else this.#wanted.set(legId, speakers);
    this.#settling = this.#settling.then(() => this.#settle());
    return this.#settling;
  }

  /** @param payload null: the packet carried a digit */
  put(legId: string, run: number, sequence: number, payload: Uint8Array | null): void {
    this.#speakers.get(legId)?.put(run, sequence, payload);
  }

  /** Every 20 ms. */
  tick(): readonly MixedFrame[] {
    const voices = new Map<string, Float32Array>();
    for (const [legId, speaker] of this.#speakers) {
      const pcm = speaker.frame();
      if (pcm !== null) voices.set(legId, pcm);
    }
    return [...this.#listeners].map(([legId, {speakers, encoder}]) => ({
      legId,
      payload: encoder.encodeFloat(mixOf(speakers, voices)).slice(),
    }));
  }

  /** Who is heard speaking now. */
  get speaking(): readonly string[] {
    return [...this.#speakers].filter(([, speaker]) => speaker.speaking).map(([legId]) => legId);
  }

  async #settle(): Promise<void> {
    const heard = new Set([...this.#wanted.values()].flat());
    for (const legId of heard) {
      if (!this.#speakers.has(legId))
        this.#speakers.set(legId, new Speaker(await createDecoder({sampleRate: SAMPLE_RATE, channels: 1})));
    }
    for (const [legId, speakers] of this.#wanted) {
      const known = this.#listeners.get(legId);
      if (known !== undefined) known.speakers = speakers;
      else this.#listeners.set(legId, {speakers, encoder: await voiceEncoder()});
    }
    for (const [legId, {encoder}] of this.#listeners) {
      if (this.#wanted.has(legId)) continue;
      this.#listeners.delete(legId);
      encoder.free();
    }
    for (const [legId, speaker] of this.#speakers) {
      if (heard.has(legId)) continue;
      this.#speakers.delete(legId);
      speaker.free();
    }
  }
}

function voiceEncoder(): Promise<OpusEncoderHandle> {
  return createEncoder({
    sampleRate: SAMPLE_RATE,
    channels: 1,
    application: Application.Voip,
    signal: Signal.Voice,
    bitrate: BITRATE,
    complexity: 5,
    fec: true,
    packetLossPercent: 5,
  });
}

function mixOf(speakers: readonly string[], voices: ReadonlyMap<string, Float32Array>): Float32Array {
  const mix = new Float32Array(samplesPerFrame);
  for (const legId of speakers) {
    const pcm = voices.get(legId);
    if (pcm === undefined) continue;
    for (let at = 0; at < samplesPerFrame; at += 1) mix[at] = (mix[at] ?? 0) + (pcm[at] ?? 0);
  }
  return limit(mix);
}
