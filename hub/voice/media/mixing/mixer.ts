import {createDecoder} from 'libopus-wasm';
import {samplesPerFrame} from '../rtp-rewriter.ts';
import {limit} from './limiter.ts';
import {type Group, SharedEncoders} from './shared-encoders.ts';
import {Speaker} from './speaker.ts';

/** A frame for those who all hear the same. */
export type MixedFrame = {readonly legIds: readonly string[]; readonly payload: Uint8Array};

/** So many frames at most somebody waits for voices to get through their buffers, while they hear one of them unmixed. */
const BEGIN_AFTER = 10;

type Listener = {
  readonly legId: string;
  /** Sorted, so that the same voices are the same mix. */
  speakers: readonly string[];
  /** Frames they have waited; from `BEGIN_AFTER` on they hear the mix. */
  waited: number;
};

/**
 * Mixes for each listener the voices that listener hears: decode each once, add, limit, encode once for all who hear the same.
 * Who is silent is in no mix, so a conference with one speaker costs two encoders however many listen.
 */
export class Mixer {
  readonly #speakers = new Map<string, Speaker>();
  readonly #listeners = new Map<string, Listener>();
  readonly #encoders = new SharedEncoders<Listener>();
  /** Who shall hear whom, while codecs are being made. */
  readonly #wanted = new Map<string, readonly string[]>();
  #settling: Promise<void> = Promise.resolve();

  /** @param speakers whom the listener hears from now on; none: they are no listener any more */
  listen(legId: string, speakers: readonly string[]): Promise<void> {
    if (speakers.length === 0) this.#wanted.delete(legId);
    else this.#wanted.set(legId, speakers.toSorted());
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
    const groups = this.#groups(voices);
    const encoders = this.#encoders.share(groups);
    return [...encoders].map(([{speakers, members}, encoder]) => ({
      legIds: members.map(({legId}) => legId),
      payload: encoder.encodeFloat(mixOf(speakers, voices)),
    }));
  }

  /** Who is heard speaking now. */
  get speaking(): readonly string[] {
    return [...this.#speakers].filter(([, speaker]) => speaker.speaking).map(([legId]) => legId);
  }

  #groups(voices: ReadonlyMap<string, Float32Array>): readonly Group<Listener>[] {
    const groups = new Map<string, {speakers: readonly string[]; members: Listener[]}>();
    for (const listener of this.#listeners.values()) {
      if (!this.#begins(listener)) continue;
      const speakers = listener.speakers.filter((legId) => voices.has(legId));
      const mix = speakers.join('\n');
      const group = groups.get(mix);
      if (group === undefined) groups.set(mix, {speakers, members: [listener]});
      else group.members.push(listener);
    }
    return [...groups.values()];
  }

  /** Not before the voices are through their buffers: until then one of them is passed on unmixed, and a hole would be heard. */
  #begins(listener: Listener): boolean {
    if (listener.waited >= BEGIN_AFTER) return true;
    const states = listener.speakers.map((legId) => this.#speakers.get(legId)?.state);
    const begins = states.includes('flowing') && !states.includes('filling');
    listener.waited = begins ? BEGIN_AFTER : listener.waited + 1;
    return begins;
  }

  async #settle(): Promise<void> {
    const heard = new Set([...this.#wanted.values()].flat());
    for (const legId of heard) {
      if (!this.#speakers.has(legId))
        this.#speakers.set(legId, new Speaker(await createDecoder({sampleRate: 48_000, channels: 1})));
    }
    for (const [legId, speakers] of this.#wanted) {
      const known = this.#listeners.get(legId);
      if (known === undefined) this.#listeners.set(legId, {legId, speakers, waited: 0});
      else known.speakers = speakers;
    }
    for (const [legId, listener] of this.#listeners) {
      if (this.#wanted.has(legId)) continue;
      this.#listeners.delete(legId);
      this.#encoders.forget(listener);
    }
    for (const [legId, speaker] of this.#speakers) {
      if (heard.has(legId)) continue;
      this.#speakers.delete(legId);
      speaker.free();
    }
    await this.#encoders.provide(this.#listeners.size);
  }
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
