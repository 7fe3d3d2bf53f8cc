import {Application, createDecoder, createEncoder, Signal} from 'libopus-wasm';
import {samplesPerFrame} from './rtp-rewriter.ts';

/** Frames of 20 ms that may be sent over and over without a seam. */
export interface FrameLoop {
  readonly frames: readonly Uint8Array[];
}

export const sampleRate = 48_000;

/** Samples of the end that the encoder hears first: a second, far more than Opus remembers. */
const primingSamples = sampleRate;

/** Bits per second. Music and tones are mono and gentle: this is transparent for them. */
const bitrate = 32_000;

/**
 * Encodes a sound that repeats. Opus carries state from frame to frame, so the end of a recording that is simply started
 * again meets a decoder in the wrong state and clicks. Here the encoder is first given the sound's end, and then all of it:
 * its first frame was made after its own last ones.
 * @param pcm mono, 48 kHz, −1 to 1, a whole number of 20 ms frames, and itself without a step from end to start
 * @throws RangeError when the length is not a whole number of frames
 */
export async function encodeLoop(pcm: Float32Array): Promise<FrameLoop> {
  if (pcm.length === 0 || pcm.length % samplesPerFrame !== 0)
    throw new RangeError('A loop must be whole frames of 20 ms.');
  const encoder = await createEncoder({
    sampleRate,
    channels: 1,
    application: Application.Audio,
    signal: Signal.Music,
    bitrate,
    complexity: 5,
  });
  try {
    const frames: Uint8Array[] = [];
    const primingFrom = Math.max(0, pcm.length - primingSamples);
    for (let at = primingFrom; at < pcm.length; at += samplesPerFrame)
      encoder.encodeFloat(pcm.subarray(at, at + samplesPerFrame));
    for (let at = 0; at < pcm.length; at += samplesPerFrame) {
      frames.push(encoder.encodeFloat(pcm.subarray(at, at + samplesPerFrame)).slice());
    }
    return {frames};
  } finally {
    encoder.free();
  }
}

/** Decodes one after another, as a receiver does; for checking what a loop sounds like. */
export async function decodeFrames(frames: readonly Uint8Array[]): Promise<Float32Array> {
  const decoder = await createDecoder({sampleRate, channels: 1});
  try {
    const pcm = new Float32Array(frames.length * samplesPerFrame);
    frames.forEach((frame, n) => pcm.set(decoder.decodeFloat(frame), n * samplesPerFrame));
    return pcm;
  } finally {
    decoder.free();
  }
}
