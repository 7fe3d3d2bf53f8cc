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

/** Frames encoded before others may run: half a second of sound. */
const framesAtATime = 25;

/** A sound whose frames are silence until `finish` has encoded them. */
export interface GrowingLoop {
  readonly loop: FrameLoop;
  /** Makes and encodes it, letting others run now and then. Encoding is far faster than playing. */
  finish(): Promise<void>;
}

/**
 * Whoever waits for a media process waits for audio, not for 24 s of music: this is a sound to be made later.
 * @param lengthMs of the sound, whole frames of 20 ms
 * @param silence a frame that stands where there is none yet
 */
export function laterLoop(lengthMs: number, make: () => Float32Array, silence: Uint8Array): GrowingLoop {
  const frames = Array.from({length: (lengthMs * sampleRate) / 1000 / samplesPerFrame}, () => silence);
  return {
    loop: {frames},
    async finish() {
      const encoder = await primedEncoder(make());
      for (const place of frames.keys()) {
        frames[place] = encoder.frame(place);
        if (place % framesAtATime === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      encoder.free();
    },
  };
}

/**
 * Encodes a sound that repeats. Opus carries state from frame to frame, so the end of a recording that is simply started
 * again meets a decoder in the wrong state and clicks. Here the encoder is first given the sound's end, and then all of it:
 * its first frame was made after its own last ones.
 * @param pcm mono, 48 kHz, −1 to 1, a whole number of 20 ms frames, and itself without a step from end to start
 * @throws RangeError when the length is not a whole number of frames
 */
export async function encodeLoop(pcm: Float32Array): Promise<FrameLoop> {
  const count = frameCount(pcm);
  const encode = await primedEncoder(pcm);
  try {
    return {frames: Array.from({length: count}, (_, place) => encode.frame(place))};
  } finally {
    encode.free();
  }
}

function frameCount(pcm: Float32Array): number {
  if (pcm.length === 0 || pcm.length % samplesPerFrame !== 0)
    throw new RangeError('A loop must be whole frames of 20 ms.');
  return pcm.length / samplesPerFrame;
}

/** An encoder that has heard the sound's end, to be asked for the frames in their order. */
async function primedEncoder(pcm: Float32Array): Promise<{frame(place: number): Uint8Array; free(): void}> {
  const encoder = await createEncoder({
    sampleRate,
    channels: 1,
    application: Application.Audio,
    signal: Signal.Music,
    bitrate,
    complexity: 5,
  });
  const encode = (at: number): Uint8Array => encoder.encodeFloat(pcm.subarray(at, at + samplesPerFrame));
  for (let at = Math.max(0, pcm.length - primingSamples); at < pcm.length; at += samplesPerFrame) encode(at);
  return {frame: (place) => encode(place * samplesPerFrame).slice(), free: () => encoder.free()};
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
