/**
 * Makes a sound that a leg can be played (docs/deployment.md) from a recording: `node scripts/make-sounds.mjs welcome.wav
 * welcome.en.opus`. In: PCM of 16 bits, any rate, mono or stereo. Out: Ogg Opus, 48 kHz, mono, packets of 20 ms.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {BootstrapError, bootstrap, runMain} from './bootstrap.mjs';

const RATE = 48_000;
const FRAME = 960;
const BITRATE = 32_000;
/** A second in a page, so that a player can seek; never more than the 255 segments that a page may have. */
const PACKETS_A_PAGE = 50;

await runMain(async () => {
  await bootstrap();
  const [from, to, ...more] = process.argv.slice(2);
  if (from === undefined || to === undefined || more.length > 0)
    throw new BootstrapError('Name a WAV file and the .opus file to make of it.');
  await write(to, readWav(readFileSync(from)));
  return 0;
});

async function write(path, pcm) {
  writeFileSync(path, oggOf(await packetsOf(pcm), pcm.length));
  process.stdout.write(`${path}: ${(pcm.length / RATE).toFixed(2)} s\n`);
}

/** Mono, 48 kHz, −1 to 1. */
function readWav(file) {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new BootstrapError('This is not a WAV file.');
  let format = null;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ')
      format = {
        kind: body.readUInt16LE(0),
        channels: body.readUInt16LE(2),
        rate: body.readUInt32LE(4),
        bits: body.readUInt16LE(14),
      };
    if (name === 'data') return resampled(monoOf(body, format), format.rate);
    at += 8 + length + (length % 2);
  }
  throw new BootstrapError('The WAV file has no sound in it.');
}

function monoOf(body, format) {
  if (format === null || ![1, 0xfffe].includes(format.kind) || format.bits !== 16)
    throw new BootstrapError('The WAV file must be PCM of 16 bits.');
  const {channels} = format;
  return Float32Array.from({length: Math.floor(body.length / 2 / channels)}, (_, n) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += body.readInt16LE((n * channels + channel) * 2);
    return sum / channels / 32_768;
  });
}

/** By a windowed sinc: what is below both rates' half passes, nothing is mirrored. */
function resampled(pcm, rate) {
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

async function packetsOf(pcm) {
  const {Application, createEncoder} = await import('libopus-wasm');
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
  const packets = [];
  for (let at = 0; at < whole.length; at += FRAME)
    packets.push(encoder.encodeFloat(whole.subarray(at, at + FRAME)).slice());
  encoder.free();
  return {packets, preSkip};
}

/** RFC 7845 in RFC 3533: a page with the head, one with the tags, then the sound. */
function oggOf({packets, preSkip}, samples) {
  const head = Buffer.from('OpusHead\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(RATE, 12);
  const vendor = Buffer.from('cordboard');
  const tags = Buffer.concat([Buffer.from('OpusTags'), length32(vendor.length), vendor, length32(0)]);
  const pages = [
    page({packets: [head], granule: 0, number: 0, flags: 2}),
    page({packets: [tags], granule: 0, number: 1, flags: 0}),
  ];
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const last = at + PACKETS_A_PAGE >= packets.length;
    pages.push(
      page({
        packets: packets.slice(at, at + PACKETS_A_PAGE),
        granule: last ? samples + preSkip : (at + PACKETS_A_PAGE) * FRAME,
        number: pages.length,
        flags: last ? 4 : 0,
      }),
    );
  }
  return Buffer.concat(pages);
}

function length32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function page({packets, granule, number, flags}) {
  const lacing = packets.flatMap(({length}) => [...Array(Math.floor(length / 255)).fill(255), length % 255]);
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigUInt64LE(BigInt(granule), 6);
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(number, 18);
  header.writeUInt8(lacing.length, 26);
  const whole = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

/** CRC-32 as Ogg counts it: not mirrored, from 0. */
function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
