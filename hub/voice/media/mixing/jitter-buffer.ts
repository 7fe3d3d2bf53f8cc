import {sequenceDistance} from '../rtp-rewriter.ts';

/** What comes next out of a buffer: a packet, one that is lost (with the one after it, which may carry a copy), or nothing yet. */
export type Next =
  | {readonly kind: 'packet'; readonly payload: Uint8Array}
  | {readonly kind: 'lost'; readonly following: Uint8Array | null}
  /** It carried a digit and no sound: nothing is repaired. */
  | {readonly kind: 'silent'}
  | {readonly kind: 'none'};

/** Frames of 20 ms kept back, so that late and swapped packets find their place: 60 ms. */
const DEPTH = 3;

/** More than this is a delay that nobody needs (the sender's clock is faster, or a burst came): it is played faster. */
const DEEPEST = 10;

/** So many frames without a packet: the speaker is away, and silence needs no repair. */
const AWAY_AFTER = 10;

/** Keeps one speaker's packets in order. Knows no clock: it is asked once for each frame. */
export class JitterBuffer {
  readonly #packets = new Map<number, Uint8Array | null>();
  #next: number | null = null;
  #newest = 0;
  #missing = 0;
  #filling = true;

  /** Packets that wait, the lost ones between them included. */
  get depth(): number {
    return this.#next === null || this.#packets.size === 0 ? 0 : sequenceDistance(this.#next, this.#newest) + 1;
  }

  /** @param payload null when the packet was consumed for a digit */
  put(sequence: number, payload: Uint8Array | null): void {
    if (this.#next === null) {
      this.#next = sequence;
      this.#newest = sequence;
    }
    const ahead = sequenceDistance(this.#next, sequence);
    // So far ahead or behind is another numbering: begin anew.
    if (ahead > 500 || ahead < -500) return this.#begin(sequence, payload);
    if (ahead < 0) return;
    this.#packets.set(sequence, payload);
    if (sequenceDistance(this.#newest, sequence) > 0) this.#newest = sequence;
  }

  /** The next frame's packet; to be asked every 20 ms. */
  take(): Next {
    if (this.#next === null) return {kind: 'none'};
    if (this.#filling) {
      if (this.depth < DEPTH) return {kind: 'none'};
      this.#filling = false;
    }
    while (this.depth > DEEPEST) this.#step();
    if (this.#packets.size === 0) return this.#underrun();
    const payload = this.#packets.get(this.#next);
    const following = this.#packets.get((this.#next + 1) % 0x1_0000) ?? null;
    this.#step();
    if (payload === undefined) return {kind: 'lost', following};
    this.#missing = 0;
    return payload === null ? {kind: 'silent'} : {kind: 'packet', payload};
  }

  /** Nothing waits: a packet may be late, or the speaker is gone. In both cases the buffer fills again before it plays. */
  #underrun(): Next {
    this.#missing += 1;
    if (this.#missing <= AWAY_AFTER) {
      this.#step();
      return {kind: 'lost', following: null};
    }
    this.#next = null;
    this.#filling = true;
    this.#missing = 0;
    return {kind: 'none'};
  }

  #begin(sequence: number, payload: Uint8Array | null): void {
    this.#packets.clear();
    this.#packets.set(sequence, payload);
    this.#next = sequence;
    this.#newest = sequence;
    this.#filling = true;
    this.#missing = 0;
  }

  #step(): void {
    if (this.#next === null) return;
    this.#packets.delete(this.#next);
    this.#next = (this.#next + 1) % 0x1_0000;
  }
}
