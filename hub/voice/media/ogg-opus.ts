import {packetSamples} from './opus-packet.ts';
import {samplesPerFrame} from './rtp-rewriter.ts';

/**
 * The packets of an Ogg Opus file (RFC 3533, RFC 7845), without its two header packets. Only what this project's own
 * sounds need: one stream, mono, 20 ms a packet.
 * @throws {TypeError} when it is no such file
 */
export function opusPackets(file: Uint8Array): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  let pieces: Uint8Array[] = [];
  let at = 0;
  while (at < file.length) {
    if (text(file, at, 4) !== 'OggS' || at + 27 > file.length) throw new TypeError('not an Ogg file');
    const segments = file[at + 26] ?? 0;
    const lacing = file.subarray(at + 27, at + 27 + segments);
    let body = at + 27 + segments;
    for (const length of lacing) {
      pieces.push(file.subarray(body, body + length));
      body += length;
      // A length of 255 says that the packet goes on in the next segment, on the next page if need be.
      if (length === 255) continue;
      packets.push(join(pieces));
      pieces = [];
    }
    at = body;
  }
  const [head, tags, ...sound] = packets;
  if (head === undefined || text(head, 0, 8) !== 'OpusHead' || head[9] !== 1)
    throw new TypeError('not a mono Opus file');
  if (tags === undefined || text(tags, 0, 8) !== 'OpusTags') throw new TypeError('an Opus file without tags');
  if (!sound.every((packet) => packetSamples(packet) === samplesPerFrame))
    throw new TypeError('an Opus file with packets that are not 20 ms');
  return sound;
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
