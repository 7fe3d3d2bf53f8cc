import {PromptError} from './prompt-error.ts';

export const RATE = 48_000;

/**
 * The sound of a WAV file (PCM of 16 bits, any rate, any number of channels), mono at 48 kHz, −1 to 1.
 * @throws {PromptError} `audio-unusable`
 */
export function readWave(file: Buffer): Float32Array {
  if (!isWave(file)) throw unusable('This is not a WAV file.');
  let format: Format | null = null;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    // A program that writes into a pipe does not know the length: it is what is there.
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + length));
    if (name === 'fmt ') format = formatOf(body);
    if (name === 'data') {
      if (format === null) throw unusable('The WAV file does not say what is in it.');
      return resampled(monoOf(body, format), format.rate);
    }
    at += 8 + length + (length % 2);
  }
  throw unusable('The WAV file has no sound in it.');
}

export function isWave(file: Buffer): boolean {
  return file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WAVE';
}

type Format = {readonly channels: number; readonly rate: number};

const PCM = [1, 0xfffe];

function formatOf(body: Buffer): Format {
  if (body.length < 16 || !PCM.includes(body.readUInt16LE(0)) || body.readUInt16LE(14) !== 16)
    throw unusable('The WAV file must be PCM of 16 bits.');
  const [channels, rate] = [body.readUInt16LE(2), body.readUInt32LE(4)];
  if (channels < 1 || channels > 8 || rate < 8_000 || rate > 192_000)
    throw unusable('The WAV file must have 1 to 8 channels, and 8,000 to 192,000 samples a second.');
  return {channels, rate};
}

function monoOf(body: Buffer, {channels}: Format): Float32Array {
  return Float32Array.from({length: Math.floor(body.length / 2 / channels)}, (_, n) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += body.readInt16LE((n * channels + channel) * 2);
    return sum / channels / 32_768;
  });
}

/** By a windowed sinc: what is below both rates' half passes, nothing is mirrored. */
function resampled(pcm: Float32Array, rate: number): Float32Array {
  if (rate === RATE) return pcm;
  const pass = Math.min(1, RATE / rate);
  const reach = Math.ceil(16 / pass);
  return Float32Array.from({length: Math.floor((pcm.length * RATE) / rate)}, (_, n) => {
    const centre = (n * rate) / RATE;
    let sum = 0;
    for (let at = Math.ceil(centre - reach); at <= centre + reach; at += 1) {
      const off = centre - at;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * off) / reach);
      const angle = Math.PI * off * pass;
      sum += (pcm[at] ?? 0) * pass * window * (angle === 0 ? 1 : Math.sin(angle) / angle);
    }
    return sum;
  });
}

function unusable(message: string): PromptError {
  return new PromptError('audio-unusable', message);
}
