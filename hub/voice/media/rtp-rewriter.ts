/** Samples in one 20 ms frame at the 48 kHz RTP clock of Opus (RFC 7587 §4.1). */
export const samplesPerFrame = 960;

/** RTP ticks in a millisecond at that clock. */
const ticksPerMs = 48;

const sequenceModulus = 0x1_0000;
const timestampModulus = 0x1_0000_0000;

/** Where a packet stands in the numbering of whoever made it. */
export interface RtpPosition {
  /** 0–65535. */
  readonly sequence: number;
  /** 0–4294967295, ticks of 1/48000 s. */
  readonly timestamp: number;
}

export interface OutgoingPosition extends RtpPosition {
  /** True on the first packet of a run: the receiver may adapt its buffer here (RFC 3551 §4.1). */
  readonly marker: boolean;
}

/** One unbroken numbering: a source between two switches. Compared by identity. */
export type Run = object;

interface CurrentRun {
  readonly run: Run;
  /** Outgoing minus incoming, modulo. */
  sequenceOffset: number;
  readonly timestampOffset: number;
  /** Incoming sequence below which a late packet would fall among numbers already given to others. */
  floor: number;
  newest: number;
}

/**
 * Gives every packet that leaves towards one receiver its sequence number and timestamp, so that the receiver sees one
 * stream however often the source changes. Inside a run the source's gaps are kept, because the receiver must know what
 * was lost; at a switch the sequence goes on by one and the timestamp by the time that passed (RFC 3550 §5.1).
 */
export class RtpRewriter {
  #lastSequence: number;
  #lastTimestamp: number;
  #lastSentAtMs: number | null = null;
  #current: CurrentRun | null = null;

  /** @param start numbers before the first packet; random in production (RFC 3550 §5.1) */
  constructor(start: RtpPosition) {
    this.#lastSequence = start.sequence;
    this.#lastTimestamp = start.timestamp;
  }

  /**
   * @param nowMs a monotonic clock
   * @returns the numbers to send with, or null when the packet came too late to be placed
   */
  place(run: Run, packet: RtpPosition, nowMs: number): OutgoingPosition | null {
    const marker = this.#current?.run !== run;
    const current = this.#current?.run === run ? this.#current : this.#switchTo(run, packet, nowMs);
    if (sequenceDistance(current.floor, packet.sequence) < 0) return null;
    const sequence = modulo(packet.sequence + current.sequenceOffset, sequenceModulus);
    const timestamp = modulo(packet.timestamp + current.timestampOffset, timestampModulus);
    if (marker || sequenceDistance(current.newest, packet.sequence) > 0) {
      current.newest = packet.sequence;
      this.#lastSequence = sequence;
      this.#lastTimestamp = timestamp;
      this.#lastSentAtMs = nowMs;
    }
    return {sequence, timestamp, marker};
  }

  /**
   * Numbers for a packet of a telephone-event. All packets of one event carry the time at which it began (RFC 4733
   * §2.5.1.1); the next sound goes on at its own time.
   */
  placeEvent(first: boolean, nowMs: number): OutgoingPosition {
    this.#current = null;
    this.#lastSequence = modulo(this.#lastSequence + 1, sequenceModulus);
    if (first) {
      this.#lastTimestamp = modulo(this.#lastTimestamp + this.#ticksSinceLast(nowMs), timestampModulus);
      this.#lastSentAtMs = nowMs;
    }
    return {sequence: this.#lastSequence, timestamp: this.#lastTimestamp, marker: first};
  }

  /**
   * Takes a packet out of the run without a trace, as one that carried a digit, so that the receiver does not take it
   * for lost. Packets older than it are dropped from now on: their numbers would collide.
   */
  withhold(run: Run, sequence: number): void {
    const current = this.#current;
    if (current?.run !== run || sequenceDistance(current.newest, sequence) <= 0) return;
    current.newest = sequence;
    current.floor = modulo(sequence + 1, sequenceModulus);
    current.sequenceOffset = modulo(current.sequenceOffset - 1, sequenceModulus);
  }

  #switchTo(run: Run, first: RtpPosition, nowMs: number): CurrentRun {
    const sequence = this.#lastSequence + 1;
    const timestamp = this.#lastTimestamp + this.#ticksSinceLast(nowMs);
    const current = {
      run,
      sequenceOffset: modulo(sequence - first.sequence, sequenceModulus),
      timestampOffset: modulo(timestamp - first.timestamp, timestampModulus),
      floor: first.sequence,
      newest: first.sequence,
    };
    this.#current = current;
    return current;
  }

  /** Whole frames, at least one: two packets with one timestamp would be taken for the same sound. */
  #ticksSinceLast(nowMs: number): number {
    if (this.#lastSentAtMs === null) return samplesPerFrame;
    const frames = Math.round(((nowMs - this.#lastSentAtMs) * ticksPerMs) / samplesPerFrame);
    return Math.max(1, frames) * samplesPerFrame;
  }
}

/** How far `to` is ahead of `from` on the 16-bit circle, −32768 to 32767 (RFC 1982 in spirit). */
export function sequenceDistance(from: number, to: number): number {
  const ahead = modulo(to - from, sequenceModulus);
  return ahead >= sequenceModulus / 2 ? ahead - sequenceModulus : ahead;
}

function modulo(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}
