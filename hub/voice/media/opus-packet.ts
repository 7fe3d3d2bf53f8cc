/** Samples of the longest packet there is, 120 ms at 48 kHz (RFC 6716 §3.4, R5). */
const LONGEST = 5_760;

/** Bytes of the longest frame there is (R2). */
const LONGEST_FRAME = 1_275;

/** One frame of CELT that says nothing but "silence", by its length in samples: a packet of three bytes. */
const SILENCES: readonly (readonly [samples: number, packet: Uint8Array])[] = [
  [960, Uint8Array.of(0xf8, 0xff, 0xfe)],
  [480, Uint8Array.of(0xf0, 0xff, 0xfe)],
  [240, Uint8Array.of(0xe8, 0xff, 0xfe)],
  [120, Uint8Array.of(0xe0, 0xff, 0xfe)],
];

/** Samples of the shortest packet, 2.5 ms: silence comes in multiples of this. */
export const SHORTEST = 120;

/** @returns samples of an Opus packet at 48 kHz; 0 when it breaks the rules of its format and is none (RFC 6716 §3) */
export function packetSamples(packet: Uint8Array): number {
  const [first] = packet;
  if (first === undefined) return 0;
  const samples = frameCount(packet, first & 3) * frameMsOf(first >> 3) * 48;
  return samples <= LONGEST ? samples : 0;
}

/** @returns silence of so many samples, less what is left over from 2.5 ms */
export function* silenceOf(samples: number): Generator<readonly [samples: number, packet: Uint8Array]> {
  let left = samples;
  for (const [length, packet] of SILENCES) for (; left >= length; left -= length) yield [length, packet];
}

function frameMsOf(configuration: number): number {
  if (configuration < 12) return [10, 20, 40, 60][configuration % 4] ?? 0;
  if (configuration < 16) return [10, 20][configuration % 2] ?? 0;
  return [2.5, 5, 10, 20][configuration % 4] ?? 0;
}

/** @param code how the frames are packed (§3.2) */
function frameCount(packet: Uint8Array, code: number): number {
  const rest = packet.length - 1;
  if (code === 0) return isFrame(rest) ? 1 : 0;
  if (code === 1) return isFrame(rest / 2) ? 2 : 0;
  if (code === 2) return isFrame(withoutSized(packet, 1, 1, packet.length)) ? 2 : 0;
  const [, second = 0] = packet;
  const count = second & 63;
  const {at, end} = withoutPadding(packet, (second & 0x40) !== 0);
  const last = (second & 0x80) === 0 ? (end - at) / count : withoutSized(packet, count - 1, at, end);
  return count > 0 && packet.length > 1 && isFrame(last) ? count : 0;
}

function isFrame(length: number): boolean {
  return Number.isInteger(length) && length >= 0 && length <= LONGEST_FRAME;
}

/** Padding is counted in front of the frames and stands behind them (§3.2.5). */
function withoutPadding(packet: Uint8Array, padded: boolean): {readonly at: number; readonly end: number} {
  let [at, end] = [2, packet.length];
  for (let more = padded; more; at += 1) {
    const length = packet[at] ?? 0;
    more = length === 255;
    end -= more ? 254 : length;
  }
  return {at, end};
}

/** @returns what is left for the last frame when `count` others, whose lengths stand at `from`, are taken away; less than 0: too little */
function withoutSized(packet: Uint8Array, count: number, from: number, end: number): number {
  let at = from;
  let taken = 0;
  for (let n = 0; n < count; n += 1) {
    const first = packet[at] ?? 0;
    const length = first < 252 ? first : first + 4 * (packet[at + 1] ?? 0);
    if (length > LONGEST_FRAME) return -1;
    taken += length;
    at += first < 252 ? 1 : 2;
  }
  return end - at - taken;
}
