import {packetSamples} from './media/opus-packet.ts';

const RATE = 48_000;

/** A second in a page, so that a player can seek. */
const PAGE_SAMPLES = RATE;

/** Of up to 255 bytes each. */
const PAGE_SEGMENTS_MAX = 255;

type Page = {
  readonly packets: readonly Uint8Array[];
  /** Samples up to the end of this page, those that are skipped included. */
  readonly granule: number;
  readonly number: number;
  readonly flags: number;
};

/**
 * An Ogg Opus file, mono, of packets of any length (RFC 7845 in RFC 3533).
 * @param length.preSkip samples at the beginning that are decoded and not played
 * @param length.samples to be played; the packets have at least as many and `preSkip` more
 */
export function oggOpus(
  packets: readonly Uint8Array[],
  {preSkip, samples}: {readonly preSkip: number; readonly samples: number},
): Buffer {
  const pages = [
    page({packets: [headOf(preSkip)], granule: 0, number: 0, flags: 2}),
    page({packets: [tags()], granule: 0, number: 1, flags: 0}),
  ];
  let granule = 0;
  const contents = pagesOf(packets);
  contents.forEach((content, n) => {
    const isLast = n === contents.length - 1;
    granule = isLast ? samples + preSkip : granule + content.reduce((sum, packet) => sum + packetSamples(packet), 0);
    pages.push(page({packets: content, granule, number: pages.length, flags: isLast ? 4 : 0}));
  });
  return Buffer.concat(pages);
}

function pagesOf(packets: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const pages: Uint8Array[][] = [];
  let [samples, segments] = [PAGE_SAMPLES, 0];
  for (const packet of packets) {
    segments += segmentsOf(packet);
    if (samples >= PAGE_SAMPLES || segments > PAGE_SEGMENTS_MAX) {
      pages.push([]);
      [samples, segments] = [0, segmentsOf(packet)];
    }
    samples += packetSamples(packet);
    pages.at(-1)?.push(packet);
  }
  return pages;
}

function segmentsOf({length}: Uint8Array): number {
  return Math.floor(length / 255) + 1;
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

function page({packets, granule, number, flags}: Page): Buffer {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({length: segmentsOf(packet) - 1}, () => 255),
    packet.length % 255,
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

/** What one byte does to the sum. */
const STEPS = Uint32Array.from({length: 256}, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum;
});

/** CRC-32 as Ogg counts it: not mirrored, from 0. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum << 8) ^ (STEPS[(sum >>> 24) ^ byte] ?? 0);
  return sum >>> 0;
}
