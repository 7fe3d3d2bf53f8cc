/**
 * A bare mixer, for the bench: every 20 ms each voice decoded once, all added, each listener's own taken off, and encoded for
 * each. No buffers, no limit, no thread, no network. In time as a conference is: codecs that are asked without a pause find
 * their memory still at hand, and seem a third cheaper. Run as `node mixer-bare.ts <frames>`; says its CPU seconds.
 */
import {Signal, createDecoder, createEncoder} from 'libopus-wasm';
import {FrameClock} from '../../hub/voice/media/frame-clock.ts';
import {RATE, SETTINGS, SPOKEN, spoken} from './mixer-floor.ts';

const FRAME = 960;
/** Not counted: what is compiled first. */
const WARM_UP = 50;

const frames = Number(process.argv[2]);
const voices = await Promise.all(SPOKEN.map(spoken));
const decoders = await Promise.all(voices.map(() => createDecoder({sampleRate: RATE, channels: 1})));
const encoders = await Promise.all(
  voices.map(() => createEncoder({...SETTINGS, signal: Signal.Voice, fec: true, packetLossPercent: 5})),
);
const all = new Float32Array(FRAME);
const mix = new Float32Array(FRAME);

function add(frame: number): void {
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
}

let frame = 0;
let before = process.cpuUsage();
const clock = new FrameClock(() => {
  if (frame === WARM_UP) before = process.cpuUsage();
  if (frame === WARM_UP + frames) {
    const {user, system} = process.cpuUsage(before);
    process.stdout.write(`${(user + system) / 1e6}\n`, () => process.exit(0));
  }
  add(frame);
  frame += 1;
});
clock.start();
