import {packetSamples, SHORTEST, silenceOf} from '../opus-packet.ts';
import {sequenceDistance, type Run} from '../rtp-rewriter.ts';
import type {AudioPacket} from '../source.ts';

/** A packet in its place, or the silence where there was none. */
export interface Placed {
  readonly payload: Uint8Array;
  /** At 48 kHz. */
  readonly samples: number;
  readonly silent: boolean;
}

/** Samples in a millisecond: the ticks of Opus's RTP clock too (RFC 7587 §4.1). */
export const perMs = 48;

/** So long a gap waits for what may still come late. */
const WAIT_MS = 200;

/** Without a packet for so long time goes on by our own clock. */
const AWAY_MS = 1_000;

/** What claims to be further ahead of our clock than this has another numbering, or is too much. */
const AHEAD_MS = 2_000;

/** Numbers further apart than this are two numberings. */
const OTHER_NUMBERING = 500;

/** Packets that wait for a gap before them. More come from no honest sender in the time that they wait. */
const WAITING_MAX = 500;

/** Bytes; a browser's are 100 to 200. */
const LARGEST = 4_000;

/** Where the newest packet of a run stands. */
type Anchor = {readonly sequence: number; readonly timestamp: number; readonly at: number};

type Waiting = {readonly at: number; readonly payload: Uint8Array; readonly samples: number};

/**
 * Lays what one leg says along one line, each packet where the sender's clock has it. What is swapped is put right, what
 * comes twice or too late is dropped, and where nothing is there is silence. Another run (a page was reloaded, the
 * browser changed its source) goes on at the time at which it came. Knows no clock; positions are samples.
 */
export class Timeline {
  readonly #beganMs: number;
  readonly #anchors = new WeakMap<Run, Anchor>();
  /** By their places. */
  readonly #waiting: Waiting[] = [];
  /** Up to here everything was taken. */
  #cursor = 0;
  /** Where the furthest packet ends. */
  #end = 0;
  #lastMs: number;

  constructor(nowMs: number) {
    this.#beganMs = nowMs;
    this.#lastMs = nowMs;
  }

  put(packet: AudioPacket, nowMs: number): void {
    const {payload} = packet;
    const samples = payload.length > LARGEST ? 0 : packetSamples(payload);
    if (samples === 0 || this.#waiting.length >= WAITING_MAX) return;
    const at = this.#place(packet, this.#positionAt(nowMs));
    if (at === null) return;
    const before = this.#waiting.findLastIndex((each) => each.at <= at);
    if (this.#waiting[before]?.at === at) return;
    this.#waiting.splice(before + 1, 0, {at, payload, samples});
    this.#end = Math.max(this.#end, at + samples);
    this.#lastMs = nowMs;
  }

  /** What is certain by now, in its order and without a gap. */
  take(nowMs: number): Placed[] {
    const placed: Placed[] = [];
    const quietMs = nowMs - this.#lastMs;
    for (let head = this.#waiting[0]; head !== undefined; head = this.#waiting[0]) {
      const isDue = quietMs >= WAIT_MS || this.#end - head.at >= WAIT_MS * perMs;
      if (head.at - this.#cursor >= SHORTEST && !isDue) break;
      this.#takeFirst(placed);
    }
    if (quietMs >= AWAY_MS) this.#fill(placed, this.#positionAt(nowMs - AWAY_MS));
    return placed;
  }

  /** All that is left, and silence up to now. */
  finish(nowMs: number): Placed[] {
    const placed: Placed[] = [];
    while (this.#waiting.length > 0) this.#takeFirst(placed);
    this.#fill(placed, this.#positionAt(nowMs));
    return placed;
  }

  #place(packet: AudioPacket, now: number): number | null {
    const anchor = this.#anchors.get(packet.run);
    if (anchor === undefined) return this.#begin(packet, Math.max(this.#end, now), now);
    const steps = sequenceDistance(anchor.sequence, packet.sequence);
    const at = anchor.at + timestampDistance(anchor.timestamp, packet.timestamp);
    if (Math.abs(steps) > OTHER_NUMBERING) return this.#begin(packet, Math.max(this.#end, now), now);
    // Late, or here before.
    if (steps <= 0) return at <= this.#cursor - SHORTEST || at > anchor.at ? null : at;
    if (at <= anchor.at || at > now + AHEAD_MS * perMs) return this.#begin(packet, Math.max(this.#end, now), now);
    // Its time was taken for silence already: better a little later than not at all.
    return this.#begin(packet, at <= this.#cursor - SHORTEST ? Math.max(this.#end, this.#cursor) : at, now);
  }

  /** Null: more than there can have been in the time. */
  #begin({run, sequence, timestamp}: AudioPacket, at: number, now: number): number | null {
    if (at > now + AHEAD_MS * perMs) return null;
    this.#anchors.set(run, {sequence, timestamp, at});
    return at;
  }

  #takeFirst(placed: Placed[]): void {
    const head = this.#waiting.shift();
    if (head === undefined) return;
    this.#fill(placed, head.at);
    // Something else was there first.
    if (head.at <= this.#cursor - SHORTEST) return;
    placed.push({payload: head.payload, samples: head.samples, silent: false});
    this.#cursor += head.samples;
  }

  #fill(placed: Placed[], until: number): void {
    for (const [samples, payload] of silenceOf(until - this.#cursor)) {
      placed.push({payload, samples, silent: true});
      this.#cursor += samples;
    }
  }

  /** Whole 2.5 ms, as all lengths of Opus are. */
  #positionAt(nowMs: number): number {
    return Math.floor(((nowMs - this.#beganMs) * perMs) / SHORTEST) * SHORTEST;
  }
}

/** How far `to` is ahead of `from` on the 32-bit circle. */
function timestampDistance(from: number, to: number): number {
  return (to - from) | 0;
}
