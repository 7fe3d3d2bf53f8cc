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

/** The longest stretch of what a leg was sent, in its own time, in which a tone is not heard. */
export async function longestGapMs(
  sent: readonly {readonly position: {readonly timestamp: number}; readonly payload: Uint8Array}[],
  hertz: number,
): Promise<number> {
  const listener = await ear();
  const begin = sent[0]?.position.timestamp ?? 0;
  const since = (timestamp: number): number => (timestamp - begin + 2 ** 32) % 2 ** 32;
  const pcm = new Float32Array(since(sent.at(-1)?.position.timestamp ?? 0) + FRAME);
  for (const {position, payload} of sent) {
    listener.hear(Uint8Array.from(payload));
    pcm.set(listener.last(1), since(position.timestamp));
  }
  // By 10 ms, half overlapping. The first frames are the decoder's own beginning.
  let [longest, gap] = [0, 0];
  for (let at = 3 * FRAME; at + 480 <= pcm.length; at += 240) {
    gap = levelOf(pcm.subarray(at, at + 480), hertz) < 0.05 ? gap + 5 : 0;
    longest = Math.max(longest, gap);
  }
  return longest;
}
