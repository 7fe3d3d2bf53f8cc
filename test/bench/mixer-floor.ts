import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {Application, createDecoder, createEncoder} from 'libopus-wasm';
import {opusPackets} from '../../hub/voice/media/ogg-opus.ts';

export const RATE = 48_000;
export const SETTINGS = {
  sampleRate: RATE,
  channels: 1,
  application: Application.Voip,
  bitrate: 32_000,
  complexity: 5,
} as const;
const SOUNDS = new URL('../../hub/voice/media/sounds/', import.meta.url);

/** Eight people, each with something to say. */
export const SPOKEN = ['welcome', 'closed', 'goodbye', 'menu-example'].flatMap((name) => [`${name}.en`, `${name}.pl`]);

const PROGRAM = new URL('./mixer-bare.ts', import.meta.url).pathname;

/** Frames of 20 ms, said round and round. */
export type Voice = readonly Uint8Array[];

/** What is spoken in one of our sounds, as a browser would send it. */
export async function spoken(sound: string): Promise<Voice> {
  const decoder = await createDecoder({sampleRate: RATE, channels: 1});
  const encoder = await createEncoder({...SETTINGS, fec: true, packetLossPercent: 20});
  const frames = opusPackets(await readFile(new URL(`${sound}.opus`, SOUNDS)));
  const said = frames.map((frame) => encoder.encodeFloat(decoder.decodeFloat(frame)));
  decoder.free();
  encoder.free();
  return said;
}

/**
 * The least that mixing costs: a program that does nothing else, and whose CPU is counted as the media process's is.
 * @returns CPU seconds for so many frames
 */
export async function bareMixer(frames: number): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, String(frames)], {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = once(child, 'close');
  const [line] = await once(createInterface({input: child.stdout}), 'line', {signal: AbortSignal.timeout(60_000)});
  await ended;
  return Number(line);
}
