import {readFile} from 'node:fs/promises';
import {Application, Signal, createDecoder, createEncoder} from 'libopus-wasm';
import {FrameClock} from '../../hub/voice/media/frame-clock.ts';
import {opusPackets} from '../../hub/voice/media/ogg-opus.ts';

const RATE = 48_000;
const FRAME = 960;
const SETTINGS = {
  sampleRate: RATE,
  channels: 1,
  application: Application.Voip,
  bitrate: 32_000,
  complexity: 5,
} as const;
const SOUNDS = new URL('../../hub/voice/media/sounds/', import.meta.url);

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
 * The least that mixing costs: every 20 ms each voice decoded once, all added, each listener's own taken off, and encoded for
 * each. No buffers, no limit, no thread, no network. In time as a conference is: codecs that are asked without a pause find
 * their memory still at hand, and seem a third cheaper.
 * @returns CPU seconds
 */
export async function bareMixer(voices: readonly Voice[], frames: number): Promise<number> {
  const decoders = await Promise.all(voices.map(() => createDecoder({sampleRate: RATE, channels: 1})));
  const encoders = await Promise.all(
    voices.map(() => createEncoder({...SETTINGS, signal: Signal.Voice, fec: true, packetLossPercent: 5})),
  );
  const all = new Float32Array(FRAME);
  const mix = new Float32Array(FRAME);
  const add = (frame: number): void => {
    const heard = decoders.map((decoder, n) => {
      const voice = voices[n] ?? [];
      return decoder.decodeFloat(voice[frame % voice.length] ?? new Uint8Array());
    });
    all.fill(0);
    for (const pcm of heard) for (let at = 0; at < FRAME; at += 1) all[at] = (all[at] ?? 0) + (pcm[at] ?? 0);
    encoders.forEach((encoder, n) => {
      for (let at = 0; at < FRAME; at += 1) mix[at] = (all[at] ?? 0) - (heard[n]?.[at] ?? 0);
      encoder.encodeFloat(mix);
    });
  };
  const {promise, resolve} = Promise.withResolvers<void>();
  let [frame, spentUs] = [0, 0];
  const clock = new FrameClock(() => {
    const before = process.threadCpuUsage();
    add(frame);
    const {user, system} = process.threadCpuUsage(before);
    spentUs += user + system;
    frame += 1;
    if (frame === frames) resolve();
  });
  clock.start();
  await promise;
  clock.stop();
  for (const codec of [...decoders, ...encoders]) codec.free();
  return spentUs / 1e6;
}
