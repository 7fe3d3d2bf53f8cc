import {Application, createEncoder} from 'libopus-wasm';
import {RATE} from './wave.ts';

const FRAME = 960;
const BITRATE = 32_000;
/** A second in a page, so that a player can seek; never more than the 255 segments that a page may have. */
const PACKETS_A_PAGE = 50;

/** An Ogg Opus file, mono, packets of 20 ms, of a sound at 48 kHz (RFC 7845 in RFC 3533). */
export async function writeOpus(pcm: Float32Array): Promise<Buffer> {
  const {packets, preSkip} = await encoded(pcm);
  const pages = [
    page({packets: [headOf(preSkip)], granule: 0, number: 0, flags: 2}),
    page({packets: [tags()], granule: 0, number: 1, flags: 0}),
  ];
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const last = at + PACKETS_A_PAGE >= packets.length;
    pages.push(
      page({
        packets: packets.slice(at, at + PACKETS_A_PAGE),
        granule: last ? pcm.length + preSkip : (at + PACKETS_A_PAGE) * FRAME,
        number: pages.length,
        flags: last ? 4 : 0,
      }),
    );
  }
  return Buffer.concat(pages);
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

function headOf(preSkip: number): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(RATE, 12);
  return head;
}

function tags(): Buffer {
  const vendor = Buffer.from('cordboard');
  return Buffer.concat([Buffer.from('OpusTags'), length32(vendor.length), vendor, length32(0)]);
}

function length32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

type Page = {
  readonly packets: readonly Uint8Array[];
  readonly granule: number;
  readonly number: number;
  readonly flags: number;
};

function page({packets, granule, number, flags}: Page): Buffer {
  const lacing = packets.flatMap(({length}) => [
    ...Array.from({length: Math.floor(length / 255)}, () => 255),
    length % 255,
  ]);
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
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
