import {type OpusDecoderHandle, type OpusEncoderHandle, Application, createDecoder, createEncoder} from 'libopus-wasm';

const RATE = 48_000;
export const FRAME = 960;

/** Somebody who says one tone: an Opus packet every 20 ms, as a browser sends it. */
export async function toneSpeaker(hertz: number, level = 0.3): Promise<() => Uint8Array> {
  const encoder: OpusEncoderHandle = await createEncoder({
    sampleRate: RATE,
    channels: 1,
    application: Application.Voip,
    bitrate: 32_000,
    complexity: 5,
    fec: true,
    packetLossPercent: 20,
  });
  let at = 0;
  return () => {
    const pcm = new Float32Array(FRAME);
    for (let n = 0; n < FRAME; n += 1, at += 1) pcm[n] = level * Math.sin((2 * Math.PI * hertz * at) / RATE);
    return encoder.encodeFloat(pcm).slice();
  };
}

/** Keeps what a listener was sent, decoded. */
export async function ear(): Promise<{hear(payload: Uint8Array): void; last(frames: number): Float32Array}> {
  const decoder: OpusDecoderHandle = await createDecoder({sampleRate: RATE, channels: 1});
  const heard: Float32Array[] = [];
  return {
    hear: (payload) => {
      heard.push(decoder.decodeFloat(payload).slice());
    },
    last: (frames) => {
      const pcm = new Float32Array(frames * FRAME);
      heard.slice(-frames).forEach((frame, n) => pcm.set(frame, n * FRAME));
      return pcm;
    },
  };
}

/** How loud one tone is in a sound, 0–1 (Goertzel). */
export function levelOf(pcm: Float32Array, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
  let [before, last] = [0, 0];
  for (const sample of pcm) [before, last] = [last, sample + coefficient * last - before];
  const power = last * last + before * before - coefficient * last * before;
  return pcm.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / pcm.length;
}
