import {packetSamples} from './media/opus-packet.ts';
import {oggOpus} from './ogg-pages.ts';

/** What a sender's encoder looks ahead, and so comes late by: 6.5 ms. */
const PRE_SKIP = 312;

/**
 * One playable file (Ogg Opus, mono) of a recording.
 * @param chunks the packets of its chunks in the order of their numbers, no longer base64
 * @throws {TypeError} when they are not whole records of packets of Opus
 */
export function recordingFile(chunks: readonly Uint8Array[]): Buffer {
  const packets = chunks.flatMap((chunk) => [...recordedPackets(chunk)]);
  const samples = packets.reduce((sum, packet) => sum + lengthOf(packet), 0);
  return oggOpus(packets, {preSkip: PRE_SKIP, samples: Math.max(0, samples - PRE_SKIP)});
}

/** The packets of one chunk: each stands behind its length, two bytes, the higher one first. */
export function* recordedPackets(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length;) {
    const [high, low] = chunk.subarray(at, at + 2);
    const end = at + 2 + (high ?? 0) * 256 + (low ?? 0);
    if (low === undefined || end > chunk.length) throw new TypeError('a chunk with half a packet');
    yield chunk.subarray(at + 2, end);
    at = end;
  }
}

function lengthOf(packet: Uint8Array): number {
  const samples = packetSamples(packet);
  if (samples === 0) throw new TypeError('a chunk with what is no packet of Opus');
  return samples;
}
