import {Application, createEncoder} from 'libopus-wasm';
import {oggOpus} from '../voice/ogg-pages.ts';
import {RATE} from './wave.ts';

const FRAME = 960;
const BITRATE = 32_000;

/** An Ogg Opus file, mono, packets of 20 ms, of a sound at 48 kHz (RFC 7845 in RFC 3533). */
export async function writeOpus(pcm: Float32Array): Promise<Buffer> {
  const {packets, preSkip} = await encoded(pcm);
  return oggOpus(packets, {preSkip, samples: pcm.length});
}

async function encoded(
  pcm: Float32Array,
): Promise<{readonly packets: readonly Uint8Array[]; readonly preSkip: number}> {
  const encoder = await createEncoder({
    sampleRate: RATE,
    channels: 1,
    application: Application.Audio,
    bitrate: BITRATE,
    complexity: 10,
  });
  const preSkip = encoder.getLookahead();
  const whole = new Float32Array(Math.ceil((pcm.length + preSkip) / FRAME) * FRAME);
  whole.set(pcm);
  const packets: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += FRAME)
    packets.push(encoder.encodeFloat(whole.subarray(at, at + FRAME)).slice());
  encoder.free();
  return {packets, preSkip};
}
