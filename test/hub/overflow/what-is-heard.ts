/** What a telephone heard in a queue, beside the sounds that it may have been. */
import {readFile} from 'node:fs/promises';
import {createDecoder} from 'libopus-wasm';
import {soundFile} from '../../../hub/prompts/built-in.ts';
import {opusPackets} from '../../../hub/voice/media/ogg-opus.ts';
import {SoundLibrary} from '../../../hub/voice/media/sound-library.ts';
import type {LegPeer} from '../../support/leg-peer.ts';

export const PACKETS_PER_S = 50;

const RATE = 8_000;
/** One sample of so many tells sounds apart as well as all do, and keeps the hub of the test from nothing. */
const STEP = 4;
export const SAMPLES_PER_S = RATE / STEP;

/** All that came to this telephone so far, as it sounds. */
export function heardBy({heard}: LegPeer): Promise<Float32Array> {
  return decoded(heard.all);
}

/** What comes with the hub, by its name. */
export async function prompt(sound: string): Promise<Float32Array> {
  return decoded(opusPackets(await readFile(soundFile(sound))));
}

/** The hold music, twice: a part may go over its end. */
export async function music(): Promise<Float32Array> {
  const sounds = await SoundLibrary.make();
  await sounds.finish();
  const {frames} = sounds.music;
  return decoded([...frames, ...frames]);
}

/** How much a stretch of sound is like another, 0 to 1, and which stretch it is. */
export type Likeness = {readonly score: number; readonly start: number; readonly end: number};

/**
 * Where `sound` is in `whole`, all of it: the normalised correlation of the two waves, in steps of a packet, at its
 * best. 1 is the same wave, however loud; waves that have nothing to do with each other come to about 0.
 */
export function likeness(whole: Float32Array, sound: Float32Array): Likeness {
  let best: Likeness = {score: 0, start: 0, end: sound.length};
  for (let start = 0; start + sound.length <= whole.length; start += SAMPLES_PER_S / PACKETS_PER_S) {
    const score = correlation(whole, start, sound);
    if (score > best.score) best = {score, start, end: start + sound.length};
  }
  return best;
}

function correlation(whole: Float32Array, start: number, sound: Float32Array): number {
  let [both, ofWhole, ofSound] = [0, 0, 0];
  for (let n = 0; n < sound.length; n += 1) {
    const [one, other] = [whole[start + n] ?? 0, sound[n] ?? 0];
    both += one * other;
    ofWhole += one * one;
    ofSound += other * other;
  }
  return both === 0 ? 0 : both / Math.sqrt(ofWhole * ofSound);
}

async function decoded(packets: readonly Uint8Array[]): Promise<Float32Array> {
  using decoder = await createDecoder({sampleRate: RATE, channels: 1});
  const frames = decoder.decodeFloatFrames(packets);
  return Float32Array.from(frames.flatMap((frame) => [...frame].filter((_, n) => n % STEP === 0)));
}
